"""All that a learner has handed in for one question of a set."""

from dataclasses import dataclass

from exercises.answers import Unreadable
from exercises.text import Text, minus
from grader.attempts.models import Attempt, Submission, Verdict
from grader.attempts.queries import answers_to


@dataclass(frozen=True)
class Entry:
    """One answer with its receipt; the verdict only where it may be shown."""

    number: int
    submission: Submission
    question: Text | None
    answer: str
    verdict: Verdict | None
    late: bool


def history(attempt: Attempt, *, shown: bool) -> list[Entry]:
    """The answers over all rounds, the latest first; `question` says the numbers where each round has its own."""
    given = list(answers_to(attempt))
    rounds = len({one.attempt_id for one in given}) > 1
    due_at = attempt.rules.due_at
    return [
        Entry(
            len(given) - place,
            one,
            one.attempt.question.prompt() if rounds and not one.is_code else None,
            answer_of(one),
            _verdict(one) if shown else None,
            due_at is not None and one.received_at > due_at,
        )
        for place, one in enumerate(given)
    ]


def answer_of(submission: Submission) -> str:
    """An answer as its format shows it; code as it was sent."""
    if submission.is_code:
        return submission.answer
    format = submission.attempt.question.answer
    given = format.read(submission.answer)
    return submission.answer if isinstance(given, Unreadable) else minus(format.show(given))


def _verdict(submission: Submission) -> Verdict | None:
    return getattr(submission, "verdict", None)
