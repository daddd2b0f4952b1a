"""What holds for one learner in one set: dates, late credit and attempts, with that learner's exceptions in them.

No database and no clock: the caller brings the set, the exception and the time at which the server received something.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True)
class LateStep:
    """Until so many hours after the due date, an answer earns this percentage."""

    hours: int
    percent: int


class When(StrEnum):
    """From when on a student is shown something."""

    NOW = "now"
    DUE = "due"
    CLOSED = "closed"
    NEVER = "never"


class Thing(StrEnum):
    """What a student may be shown about an answer."""

    VERDICT = "verdict"
    SLIP = "slip"
    SOLUTION = "solution"
    SCORE = "score"


@dataclass(frozen=True)
class Shown:
    """From when on each thing is shown."""

    verdict: When = When.NOW
    slip: When = When.NOW
    solution: When = When.NOW
    score: When = When.NOW


@dataclass(frozen=True)
class Rules:
    """Times are aware; None means never. `minutes` is the time limit from the start, extra time included.

    `attempts` counts answers to one question; `fresh` says that each of them gets new numbers. `ends_at` is when the
    set has closed for everybody, whoever has longest.
    """

    opens_at: datetime | None
    due_at: datetime | None
    closes_at: datetime | None
    late: tuple[LateStep, ...]
    attempts: int | None
    fresh: bool
    minutes: int | None
    ends_at: datetime | None = None
    shown: Shown = Shown()

    def shows(self, thing: Thing, now: datetime) -> bool:
        """Whether the learner is shown this now. Before the verdict nothing is: each of the others would tell it."""
        return self._has_come(self.shown.verdict, now) and self._has_come(getattr(self.shown, thing), now)

    def comes(self, thing: Thing) -> datetime | None:
        """When the learner is shown this; None when never, or at once."""
        return self._since(getattr(self.shown, thing))

    def _since(self, when: When) -> datetime | None:
        return {When.DUE: self.due_at, When.CLOSED: self.ends_at}.get(when)

    def _has_come(self, when: When, now: datetime) -> bool:
        since = self._since(when)
        return when == When.NOW or (since is not None and now >= since)

    def is_open(self, now: datetime) -> bool:
        """Whether it has begun and not ended."""
        return (self.opens_at is None or now >= self.opens_at) and not self.is_closed(now)

    def is_closed(self, now: datetime) -> bool:
        """Whether it takes no more answers."""
        return self.closes_at is not None and now >= self.closes_at

    def ends_for(self, started: datetime | None) -> datetime | None:
        """When the time of somebody who started then is up: the limit or the closing, whichever is first."""
        if started is None or self.minutes is None:
            return self.closes_at
        up = started + timedelta(minutes=self.minutes)
        return min(up, self.closes_at) if self.closes_at else up

    def percent(self, received: datetime) -> int:
        """What an answer received then earns of its points: 100 up to the due date, then by steps, then nothing.

        A set without late steps, or without a due date, gives full credit for as long as it takes answers.
        """
        return next((percent for until, percent in self.credit if until is None or received <= until), 0)

    @property
    def credit(self) -> tuple[tuple[datetime | None, int], ...]:
        """Dates and what an answer earns up to each of them, in order; None is for ever, and after the last nothing."""
        if self.due_at is None or not self.late:
            return ((None, 100),)
        steps = ((self.due_at + timedelta(hours=step.hours), step.percent) for step in self.late)
        return (self.due_at, 100), *steps

    def attempts_left(self, used: int) -> int | None:
        """How many answers to a question are still allowed; None when as many as one likes."""
        return None if self.attempts is None else max(self.attempts - used, 0)


def read_steps(stored: Sequence[Sequence[int]]) -> tuple[LateStep, ...]:
    """Late steps as they are stored: pairs of hours and percent, the earliest first."""
    return tuple(LateStep(hours, percent) for hours, percent in sorted(map(tuple, stored)))
