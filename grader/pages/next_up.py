"""What a learner practises next: the regime in which their own practice goes wrong most."""

from dataclasses import dataclass

from exercises.kinds import catalogue
from exercises.practising import Done, weakness
from exercises.regimes import REGIMES, regimes_of
from exercises.text import Text
from grader.attempts.models import Attempt
from grader.attempts.queries import practised
from grader.memory import memory
from grader.people.models import Learner

REMEMBERED = 60
"""Seconds for which a question goes on offering the same."""


@dataclass(frozen=True)
class NextUp:
    """A regime to practise, and how many of its questions went wrong at the first answer."""

    regime: str
    wrong: int
    tries: int

    @property
    def title(self) -> Text:
        """What the regime is called."""
        return REGIMES[self.regime].title


def next_up(learner: Learner | None) -> NextUp | None:
    """What the page offers; nothing to a newcomer, and nothing where no regime stands out."""
    weak = weakness(past(learner)) if learner else None
    return NextUp(weak.regime, weak.wrong, weak.tries) if weak else None


def next_up_lately(learner: Learner) -> NextUp | None:
    """The same, at most a minute old: looking back at a hundred questions takes as long as the rest of a page."""
    key = f"next up for {learner.pk}".replace(" ", ":")
    known: tuple[NextUp | None] | None = memory().get(key)
    if known is None:
        known = (next_up(learner),)
        memory().set(key, known, REMEMBERED)
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
