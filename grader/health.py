"""Whether everything that a student needs is there, as a few checks in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from redis import Redis
from redis.exceptions import RedisError

from grader.attempts import queries
from grader.attempts.models import CodeWorker

LONGEST_WAIT = 60.0
"""Seconds after which a submission without a verdict means that something is wrong."""
BROKER_PATIENCE = 1.0
CODE_SILENCE = timedelta(minutes=5)


@dataclass(frozen=True)
class Check:
    """One part of the site: is it well, what is known of it, and how to mend it when it is not.

    What is not `needed` may be unwell on a site that is: that is a warning and no failure.
    """

    name: str
    well: bool
    says: str
    remedy: str = ""
    needed: bool = True

    @property
    def fails(self) -> bool:
        """Whether the site lacks something that it needs."""
        return self.needed and not self.well


def checks(now: datetime) -> list[Check]:
    """Every check; without a database that has our tables there is little else to ask."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return [
            Check("database", False, f"does not answer: {type(error).__name__}", "Look at DATABASE_URL."),
            _broker(),
        ]
    try:
        return [Check("database", True, "answers"), _broker(), _queue(now), _workers(now), _code(now)]
    except DatabaseError as error:
        says = f"answers, but not as this version needs it: {type(error).__name__}"
        return [Check("database", False, says, "Tables are missing or old: run `manage.py migrate`."), _broker()]


def _broker() -> Check:
    """What carries messages to workers, and with Redis also the counts of rates. Asked for a second at most."""
    if not settings.CELERY_BROKER_URL.startswith(("redis://", "rediss://")):
        return Check("broker", True, "a file on this machine")
    patience = {"socket_connect_timeout": BROKER_PATIENCE, "socket_timeout": BROKER_PATIENCE}
    try:
        with Redis.from_url(settings.CELERY_BROKER_URL, retry=None, **patience) as redis:
            redis.ping()
    except (RedisError, ValueError) as error:
        remedy = "Start Redis, or look at CELERY_BROKER_URL. Answers are kept meanwhile; verdicts and code wait for it."
        return Check("broker", False, f"Redis does not answer: {type(error).__name__}", remedy)
    return Check("broker", True, "Redis answers")


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
    if not settings.CODE_WORKERS:
        return Check("code", True, "no code shall run: CODE_WORKERS is 0")
    workers = list(CodeWorker.objects.order_by("why", "-since"))
    able = [worker for worker in workers if not worker.why and now - worker.since <= CODE_SILENCE]
    if able:
        tiers = ", ".join(sorted({worker.tier for worker in able if worker.tier}))
        return Check("code", True, f"{len(able)} machine(s) run code" + (f", jail tier {tiers}" if tiers else ""))
    remedy = "Run `python -m grader.sandbox self-test` where the worker for code runs; code waits until one can."
    reasons = [worker.why for worker in workers if worker.why]
    return Check("code", False, reasons[0] if reasons else "no worker for code has been heard of lately", remedy)
