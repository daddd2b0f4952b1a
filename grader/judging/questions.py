"""Judging an answer to a question."""

from exercises.answers import Unreadable
from exercises.diagnosis import Checked, check
from exercises.question import Question
from grader.judging.verdict import Outcome, Verdict


def judge(question: Question, text: str) -> Verdict:
    """The verdict on an answer that was readable when it was received."""
    given = question.answer.read(text)
    if isinstance(given, Unreadable):
        return Verdict(Outcome.FAULT, 0, given.message)
    return _verdict(check(question, given))


def _verdict(checked: Checked) -> Verdict:
    outcome = Outcome.RIGHT if checked.right else Outcome.WRONG
    return Verdict(
        outcome, int(checked.right), checked.sentence, checked.slip, checked.marks, checked.step, checked.frames
    )
