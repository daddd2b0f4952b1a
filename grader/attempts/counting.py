"""How many verdicts were given, with what outcome, and how long they took; the work is that of what is new.

Verdicts are added up into tallies now and then. What was judged since is counted when somebody asks, so that the
numbers are always those of the database, whichever process asks and whoever was killed.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, Count, DurationField, ExpressionWrapper, F, Q, QuerySet, Sum, Value, When

from grader.attempts.models import Pulse, Tally, Verdict

BOUNDS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0)
"""Seconds; the last bucket has no bound."""
SETTLED = timedelta(seconds=30)
"""A verdict is visible at most so long after the time that stands in it."""
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
_PULSE = "counted"


@dataclass(frozen=True)
class Counted:
    """Verdicts of one kind (answer, code, trial) and outcome: how many in each bucket, and their seconds together."""

    kind: str
    outcome: str
    buckets: tuple[int, ...]
    seconds: float

    @property
    def number(self) -> int:
        """How many there are."""
        return sum(self.buckets)


def counted() -> list[Counted]:
    """Every verdict given so far. One that a regrade has replaced counts as what it was said first."""
    buckets: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * (len(BOUNDS) + 1))
    seconds: dict[tuple[str, str], float] = defaultdict(float)
    with transaction.atomic():
        rows = [*_tallies(), *_since(_until())]
    for kind, outcome, bucket, number, took in rows:
        buckets[kind, outcome][bucket] += number
        seconds[kind, outcome] += took
    return [Counted(*key, tuple(found), seconds[key]) for key, found in sorted(buckets.items())]


@transaction.atomic
def count(*, now: datetime) -> None:
    """Add what was judged since the last time to the tallies."""
    since, until = _until(), now - SETTLED
    for kind, outcome, bucket, number, took in _since(since, until):
        tally, _ = Tally.objects.get_or_create(kind=kind, outcome=outcome, bucket=bucket)
        Tally.objects.filter(pk=tally.pk).update(number=F("number") + number, seconds=F("seconds") + took)
    Pulse.objects.filter(pk=_PULSE, at__lt=until).update(at=until)


Row = tuple[str, str, int, int, float]


def _until() -> datetime:
    """Until when verdicts are in the tallies; nobody else adds any before the transaction ends."""
    Pulse.objects.get_or_create(name=_PULSE, defaults={"at": _BEGINNING})
    return Pulse.objects.select_for_update().get(pk=_PULSE).at


def _tallies() -> list[Row]:
    return list(Tally.objects.values_list("kind", "outcome", "bucket", "number", "seconds"))


def _since(since: datetime, until: datetime | None = None) -> list[Row]:
    rows = _said(since, until).annotate(number=Count("pk"), together=Sum("took"))
    return [
        (row["kind"], row["outcome"], row["bucket"], row["number"], row["together"].total_seconds()) for row in rows
    ]


def _said(since: datetime, until: datetime | None) -> QuerySet[Verdict, Any]:
    """The verdicts of that time as dictionaries, one for each kind, outcome and bucket."""
    found = Verdict.objects.filter(judged_at__gt=since, submission__earlier_verdicts=None)
    if until:
        found = found.filter(judged_at__lte=until)
    took = ExpressionWrapper(F("judged_at") - F("submission__received_at"), DurationField())
    places = [When(took__lte=timedelta(seconds=bound), then=Value(place)) for place, bound in enumerate(BOUNDS)]
    kind = Case(
        When(Q(submission__trial=True), then=Value("trial")),
        When(Q(submission__is_code=True), then=Value("code")),
        default=Value("answer"),
    )
    found = found.annotate(took=took, kind=kind).annotate(bucket=Case(*places, default=Value(len(BOUNDS))))
    return found.order_by().values("kind", "outcome", "bucket")
