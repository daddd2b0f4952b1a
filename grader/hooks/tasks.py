"""Deliveries on the queue `hooks`: slow addresses keep nobody's verdict waiting where it has a worker of its own."""

import http.client
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from grader.celery import app
from grader.hints import hint
from grader.hooks import delivering, sending
from grader.hooks.models import Delivery, Stage

MOST_AT_ONCE = 200
TRIED = (OSError, http.client.HTTPException, sending.Forbidden, SoftTimeLimitExceeded)


@app.task(soft_time_limit=20)
def deliver(*, pk: int, **_later: Any) -> None:
    """Send one delivery, if it is due and nobody else has it."""
    delivery = delivering.take(pk=pk, now=timezone.now())
    if delivery is None:
        return
    status, said = None, ""
    try:
        status = sending.post(delivery, timezone.now())
    except TRIED as problem:
        said = f"{type(problem).__name__}: {problem}"
    delivering.tried(delivery=delivery, status=status, said=said, now=timezone.now())


@app.task
def sweep_hooks(**_later: Any) -> None:
    """Send for what is due: what is to be tried again, and what no message has reached."""
    due = Delivery.objects.filter(stage=Stage.WAITING, next_at__lte=timezone.now())
    for pk in due.order_by("next_at").values_list("pk", flat=True)[:MOST_AT_ONCE]:
        hint(deliver, pk=pk)
