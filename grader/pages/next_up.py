"""What a learner practises next: the regime in which their own practice goes wrong most."""

from exercises.kinds import catalogue
from exercises.practising import Done, Weakness, weakness
from exercises.regimes import regimes_of
from grader.attempts.models import Attempt
from grader.attempts.queries import practised
from grader.memory import memory
from grader.people.models import Learner

REMEMBERED = 60
"""Seconds for which a question goes on offering the same."""


def next_up(learner: Learner | None) -> Weakness | None:
    """What the page offers; nothing to a newcomer, and nothing where no regime stands out."""
    return weakness(past(learner)) if learner else None


def next_up_lately(learner: Learner) -> Weakness | None:
    """The same, at most a minute old: looking back at a hundred questions takes as long as the rest of a page."""
    key = f"next-up:{learner.pk}"
    known: tuple[Weakness | None] | None = memory.get(key)
    if known is None:
        known = (next_up(learner),)
        memory.set(key, known, REMEMBERED)
    return known[0]


def past(learner: Learner) -> list[Done]:
    """The learner's latest practice, as far as its kinds still mean the same."""
    return [_done(one) for one in practised(learner) if _is_current(one)]


def _is_current(attempt: Attempt) -> bool:
    kind = catalogue().get(attempt.kind)
    return kind is not None and kind.version == attempt.kind_version


def _done(attempt: Attempt) -> Done:
    right: bool = attempt.first_answer == 1  # type: ignore[attr-defined]  # annotated by the query
    return Done(attempt.kind, attempt.level, regimes_of(attempt.question), right)
