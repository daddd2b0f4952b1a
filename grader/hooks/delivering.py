"""One delivery: taken for a lease, and then delivered, tried again later, or given up."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from grader.hooks.models import Delivery, Stage

LEASE = timedelta(minutes=1)
"""Longer than a delivery may take."""
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400))
"""After which time a delivery is tried again; after about 32 hours in all it is given up."""


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
