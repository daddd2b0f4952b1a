"""Telling others what happened: the row first, in the transaction of what happened, and then the message about it."""

import base64
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction

from grader.hints import hint
from grader.hooks.models import Delivery, Event, EventKind, Stage, Webhook
from grader.hooks.tasks import deliver
from grader.people.models import Course, User

KEPT = timedelta(days=30)


def subscribe(*, course: Course, url: str, events: Iterable[EventKind], author: User, now: datetime) -> Webhook:
    """Tell this address from now on; whether it may be told is for `sending.refusal` to say."""
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(24)).decode()
    kinds = " ".join(sorted(set(events)))
    return Webhook.objects.create(course=course, url=url, events=kinds, secret=secret, author=author, made_at=now)


def unsubscribe(*, webhook: Webhook) -> None:
    """Tell it nothing any more."""
    webhook.delete()


@dataclass(frozen=True)
class Happened:
    """What others may want to know of."""

    course_pk: int
    kind: EventKind
    data: dict[str, Any]


def announce(*, course_pk: int, kind: EventKind, data: dict[str, Any], now: datetime) -> None:
    """Let all who want to know of one thing be told, in its transaction. One query where nobody does."""
    announce_all([Happened(course_pk, kind, data)], now=now)


@transaction.atomic(savepoint=False)
def announce_all(happened: Iterable[Happened], *, now: datetime) -> None:
    """The same of many things with no more queries."""
    told = list(happened)
    hooks = list(Webhook.objects.filter(course__in={one.course_pk for one in told})) if told else []
    events, deliveries = [], []
    for one in told:
        wanted = [hook for hook in hooks if hook.course_id == one.course_pk and hook.wants(one.kind)]
        if wanted:
            events.append(Event(course_id=one.course_pk, kind=one.kind, data=one.data, at=now))
            deliveries += [Delivery(webhook=hook, event=events[-1], next_at=now) for hook in wanted]
    if not events:
        return
    Event.objects.bulk_create(events)
    for delivery in Delivery.objects.bulk_create(deliveries):
        transaction.on_commit(partial(hint, deliver, pk=delivery.pk))


def redeliver(*, delivery: Delivery, now: datetime) -> None:
    """Send it once more, with all tries before it."""
    Delivery.objects.filter(pk=delivery.pk).update(stage=Stage.WAITING, tries=0, next_at=now)
    transaction.on_commit(partial(hint, deliver, pk=delivery.pk))


def forget(*, now: datetime) -> None:
    """Remove what was told long ago."""
    Event.objects.filter(at__lt=now - KEPT).delete()
