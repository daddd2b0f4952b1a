"""A question and an answer in, a verdict out. No database, no clock."""

from dataclasses import dataclass
from enum import StrEnum

from exercises.answers import Unreadable
from exercises.diagnosis import Checked, check
from exercises.pictures import Frame
from exercises.question import Question
from exercises.text import T, Text


class Outcome(StrEnum):
    """What a verdict can say."""

    RIGHT = "right"
    WRONG = "wrong"
    FAULT = "fault"
    """We could not judge it; it costs nothing."""


@dataclass(frozen=True)
class Verdict:
    """`score` is out of 1; `marks`, `slip`, `step` and `frames` are those of `exercises.diagnosis.Checked`."""

    outcome: Outcome
    score: int
    sentence: Text
    slip: str = ""
    marks: tuple[bool, ...] = ()
    step: str = ""
    frames: tuple[Frame, ...] = ()


def judge(question: Question, text: str) -> Verdict:
    """The verdict on an answer that was readable when it was received."""
    given = question.answer.read(text)
    if isinstance(given, Unreadable):
        return Verdict(Outcome.FAULT, 0, given.message)
    return _verdict(check(question, given))


def fault() -> Verdict:
    """The verdict when judging failed again and again."""
    return Verdict(
        Outcome.FAULT,
        0,
        T("Something went wrong on our side, not yours. Your answer is kept and costs nothing."),
    )


def _verdict(checked: Checked) -> Verdict:
    outcome = Outcome.RIGHT if checked.right else Outcome.WRONG
    return Verdict(
        outcome, int(checked.right), checked.sentence, checked.slip, checked.marks, checked.step, checked.frames
    )
