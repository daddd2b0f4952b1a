"""What a learner practises next: the regime in which their own practice goes wrong most."""

from dataclasses import dataclass

from exercises.kinds import catalogue
from exercises.practising import Done, weakness
from exercises.regimes import REGIMES, regimes_of
from exercises.text import Text
from grader.attempts.models import Attempt
from grader.attempts.queries import practised
from grader.people.models import Learner

MOST = 100  # questions that are looked back at: what went wrong long ago is forgotten


@dataclass(frozen=True)
class NextUp:
    """A regime to practise, and how many of its questions went wrong at the first answer."""

    regime: str
    title: Text
    wrong: int
    tries: int


def next_up(learner: Learner | None) -> NextUp | None:
    """What the page offers; nothing to a newcomer, and nothing where no regime stands out."""
    weak = weakness(past(learner)) if learner else None
    return NextUp(weak.regime, REGIMES[weak.regime].title, weak.wrong, weak.tries) if weak else None


def past(learner: Learner) -> list[Done]:
    """The learner's latest practice, as far as its kinds still mean the same."""
    return [_done(one) for one in practised(learner, MOST) if _is_current(one)]


def _is_current(attempt: Attempt) -> bool:
    kind = catalogue().get(attempt.kind)
    return kind is not None and kind.version == attempt.kind_version


def _done(attempt: Attempt) -> Done:
    right: bool = attempt.first_answer == 1  # type: ignore[attr-defined]  # annotated by the query
    return Done(attempt.kind, attempt.level, regimes_of(attempt.question), right)
