"""One delivery: taken for a lease, and then delivered, tried again later, or given up.

Slow addresses keep nobody waiting for long: to each goes one delivery at a time, and one that was slow rests after it,
so that all addresses of a course together take less than a quarter of one process.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Min, Q, QuerySet

from grader.hooks.models import Delivery, Stage, Webhook

LEASE = timedelta(minutes=1)
"""Longer than a delivery may take."""
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400))
"""After which time a delivery is tried again; after about 32 hours in all it is given up."""
SLOW = timedelta(seconds=1)
"""An address that took longer rests."""
REST = 4
"""So many times as long as it took, and for each address of the course."""
MOST_DOUBLINGS, LONGEST_REST = 6, timedelta(minutes=15)


@dataclass(frozen=True)
class Tried:
    """What came of sending: the status of the answer or None, what went wrong, and how long it took."""

    status: int | None
    said: str
    took: timedelta

    @property
    def well(self) -> bool:
        """Whether the address has it."""
        return self.status is not None and 200 <= self.status < 300


@transaction.atomic
def take(*, pk: int, now: datetime) -> Delivery | None:
    """The delivery, ours for a lease, if it is due, nobody else has it, and nothing else is sent to its address."""
    due = Delivery.objects.filter(pk=pk, stage=Stage.WAITING, next_at__lte=now)
    hook = free(now).filter(deliveries__in=due).first()
    if hook is None or not free(now).filter(pk=hook.pk).update(free_at=now + LEASE):
        return None
    # Whoever took it for the last time was killed over it, and could not say so.
    due.filter(tries__gt=len(PAUSES)).update(stage=Stage.GIVEN_UP)
    if not due.update(next_at=now + LEASE, tries=F("tries") + 1, tried_at=now):
        Webhook.objects.filter(pk=hook.pk).update(free_at=None)
        return None
    return Delivery.objects.select_related("webhook", "event").get(pk=pk)


def tried(*, delivery: Delivery, came: Tried, now: datetime) -> int | None:
    """Note what came of it: delivered, to be tried again after a pause, or given up.

    Gives back the delivery that its address may be sent at once, if one waits.
    """
    mine = Delivery.objects.filter(pk=delivery.pk, tries=delivery.tries, stage=Stage.WAITING)
    outcome: dict[str, Any] = {"status": came.status, "said": _printable(came.said)[:200]}
    if came.well:
        mine.update(stage=Stage.DONE, **outcome)
    elif delivery.tries > len(PAUSES):
        mine.update(stage=Stage.GIVEN_UP, **outcome)
    else:
        mine.update(next_at=now + PAUSES[delivery.tries - 1], **outcome)
    return None if _rests(delivery.webhook, came, now) else first_due(delivery.webhook_id, now)


def _printable(said: str) -> str:
    """Words of a stranger as every database keeps them and every terminal shows them."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in said)


def free(now: datetime) -> QuerySet[Webhook]:
    """The addresses to which nothing is under way, and which do not rest."""
    return Webhook.objects.filter(Q(free_at=None) | Q(free_at__lte=now))


def first_due(webhook_id: int, now: datetime) -> int | None:
    """What an address is to be told next."""
    due = Delivery.objects.filter(webhook=webhook_id, stage=Stage.WAITING, next_at__lte=now)
    return due.order_by("next_at", "pk").values_list("pk", flat=True).first()


def due_of_each(now: datetime, most: int) -> list[int]:
    """What is to be sent first to each address that is free; those that have waited longest come first."""
    due = Delivery.objects.filter(stage=Stage.WAITING, next_at__lte=now, webhook__in=free(now))
    waiting = due.order_by().values("webhook").annotate(since=Min("next_at")).order_by("since")
    firsts = [first_due(one["webhook"], now) for one in waiting[:most]]
    return [pk for pk in firsts if pk is not None]


def _rests(hook: Webhook, came: Tried, now: datetime) -> bool:
    """Free the address, at once or after a rest; says whether it rests."""
    if came.took <= SLOW:
        Webhook.objects.filter(pk=hook.pk).update(free_at=None, misses=0)
        return False
    misses = 0 if came.well else min(hook.misses + 1, MOST_DOUBLINGS)
    together = Webhook.objects.filter(course=hook.course_id).count()
    rest = min(REST * came.took * together * 2**misses, LONGEST_REST)
    Webhook.objects.filter(pk=hook.pk).update(free_at=now + rest, misses=misses)
    return True
