"""Telling others what happened: the row first, in the transaction of what happened, and then the message about it."""

import base64
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F

from grader.hooks.models import Delivery, Event, Kind, Stage, Webhook
from grader.people.models import Course, User

LEASE = timedelta(minutes=1)
"""Longer than a delivery may take."""
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400))
"""After which time a delivery is tried again; after about 32 hours in all it is given up."""
KEPT = timedelta(days=30)


def subscribe(*, course: Course, url: str, events: Iterable[Kind], author: User, now: datetime) -> Webhook:
    """Tell this address from now on; whether it may be told is for `sending.refusal` to say."""
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(24)).decode()
    kinds = " ".join(sorted(set(events)))
    return Webhook.objects.create(course=course, url=url, events=kinds, secret=secret, author=author, made_at=now)


def unsubscribe(*, webhook: Webhook) -> None:
    """Tell it nothing any more."""
    webhook.delete()


@transaction.atomic
def announce(*, course_pk: int, kind: Kind, data: dict[str, Any], now: datetime) -> None:
    """Let all who want to know be told, in the transaction of what happened. One query where nobody does."""
    wanted = [hook for hook in Webhook.objects.filter(course=course_pk) if hook.wants(kind)]
    if not wanted:
        return
    event = Event.objects.create(course_id=course_pk, kind=kind, data=data, at=now)
    made = Delivery.objects.bulk_create(Delivery(webhook=hook, event=event, next_at=now) for hook in wanted)
    for delivery in made:
        transaction.on_commit(partial(_hint, delivery.pk))


def take(*, pk: int, now: datetime) -> Delivery | None:
    """The delivery, ours for a lease, if it is due and nobody else has it."""
    due = Delivery.objects.filter(pk=pk, stage=Stage.WAITING, next_at__lte=now)
    if not due.update(next_at=now + LEASE, tries=F("tries") + 1, tried_at=now):
        return None
    return Delivery.objects.select_related("webhook", "event").get(pk=pk)


def tried(*, delivery: Delivery, status: int | None, said: str, now: datetime) -> None:
    """What came of it: delivered, to be tried again after a pause, or given up."""
    mine = Delivery.objects.filter(pk=delivery.pk, tries=delivery.tries, stage=Stage.WAITING)
    outcome: dict[str, Any] = {"status": status, "said": said[:200]}
    if status is not None and 200 <= status < 300:
        mine.update(stage=Stage.DONE, **outcome)
    elif delivery.tries > len(PAUSES):
        mine.update(stage=Stage.GIVEN_UP, **outcome)
    else:
        mine.update(next_at=now + PAUSES[delivery.tries - 1], **outcome)


def redeliver(*, delivery: Delivery, now: datetime) -> None:
    """Send it once more, with all tries before it."""
    Delivery.objects.filter(pk=delivery.pk).update(stage=Stage.WAITING, tries=0, next_at=now)
    transaction.on_commit(partial(_hint, delivery.pk))


def forget(*, now: datetime) -> None:
    """Remove what was told long ago."""
    Event.objects.filter(at__lt=now - KEPT).delete()


def _hint(pk: int) -> None:
    from grader.hooks.tasks import send  # the task uses these services

    send(pk)
