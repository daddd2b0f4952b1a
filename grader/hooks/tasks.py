"""Deliveries on the queue `hooks`, which has workers of its own: slow addresses keep nobody's verdict waiting."""

import http.client
import logging
import time
from datetime import timedelta
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from grader.celery import app
from grader.hints import hint
from grader.hooks import delivering, sending
from grader.hooks.addresses import Forbidden
from grader.hooks.models import Delivery

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 200
EXPECTED = (OSError, http.client.HTTPException, Forbidden, SoftTimeLimitExceeded)


@app.task(soft_time_limit=10)
def deliver(*, pk: int, **_later: Any) -> None:
    """Send one delivery, if it is due and its address is free; then another for the same address takes its turn."""
    delivery = delivering.take(pk=pk, now=timezone.now())
    if delivery is None:
        return
    came = _sent(delivery)
    following = delivering.tried(delivery=delivery, came=came, now=timezone.now())
    if following is not None:
        hint(deliver, pk=following)


def _sent(delivery: Delivery) -> delivering.Tried:
    began, status, said = time.monotonic(), None, ""
    try:
        status = sending.post(delivery, timezone.now())
    except Exception as problem:  # whatever it is, it was a try: otherwise it would be tried for ever
        said = f"{type(problem).__name__}: {problem}"
        if not isinstance(problem, EXPECTED):
            logger.exception("delivery %s could not be sent", delivery.pk)
    return delivering.Tried(status, said, timedelta(seconds=time.monotonic() - began))


@app.task
def sweep_hooks(**_later: Any) -> None:
    """Send for what is due, one of each address: what is to be tried again, and what no message has reached."""
    now = timezone.now()
    for pk in delivering.due_of_each(now, MOST_AT_ONCE):
        hint(deliver, pk=pk)
