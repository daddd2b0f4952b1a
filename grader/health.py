"""Whether everything that a student needs is there, as a few checks in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection

from grader.attempts import queries
from grader.attempts.models import CodeWorker

LONGEST_WAIT = 60.0
"""Seconds after which a submission without a verdict means that something is wrong."""
CODE_SILENCE = timedelta(minutes=5)


@dataclass(frozen=True)
class Check:
    """One part of the site: is it well, what is known of it, and how to mend it when it is not."""

    name: str
    well: bool
    says: str
    remedy: str = ""


def checks(now: datetime) -> list[Check]:
    """Every check; without a database there is nothing else to ask."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return [Check("database", True, "answers"), _queue(now), _workers(now), _code(now)]
    except DatabaseError as error:
        return [Check("database", False, f"does not answer: {type(error).__name__}", "Look at DATABASE_URL.")]


def _queue(now: datetime) -> Check:
    number, seconds = queries.waiting(now)
    says = f"{number} waiting, the oldest for {seconds:.0f} s" if number else "nothing waits"
    return Check("queue", seconds <= LONGEST_WAIT, says, "Start more workers, or look at what holds them up.")


def _workers(now: datetime) -> Check:
    last = queries.last_pulse("sweep")
    remedy = "Start a worker and beat, and look at CELERY_BROKER_URL: both must use the same queue as the site."
    if last is None:
        return Check("workers", False, "none has ever swept", remedy)
    silent = (now - last).total_seconds()
    return Check("workers", silent <= 30 + 6 * settings.SWEEP_SECONDS, f"swept {silent:.0f} s ago", remedy)


def _code(now: datetime) -> Check:
    workers = list(CodeWorker.objects.order_by("why", "-since"))
    able = [worker for worker in workers if not worker.why and now - worker.since <= CODE_SILENCE]
    if able:
        tiers = ", ".join(sorted({worker.tier for worker in able if worker.tier}))
        return Check("code", True, f"{len(able)} machine(s) run code" + (f", jail tier {tiers}" if tiers else ""))
    remedy = "Run `python -m grader.sandbox self-test` where the worker for code runs; code waits until one can."
    reasons = [worker.why for worker in workers if worker.why]
    return Check("code", False, reasons[0] if reasons else "no worker for code has been heard of lately", remedy)
