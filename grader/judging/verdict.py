"""What a judgement says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from exercises.pictures import Frame
from exercises.text import T, Text


class Outcome(StrEnum):
    """What a verdict can say."""

    RIGHT = "right"
    WRONG = "wrong"
    TRIED = "tried"
    """Code that only ran on the public examples; it is no attempt and earns nothing."""
    FAULT = "fault"
    """We could not judge it; it costs nothing."""


@dataclass(frozen=True)
class Verdict:
    """`score` is out of 1; `marks`, `slip`, `step` and `frames` are those of `exercises.diagnosis.Checked`.

    `details` is what the page shows beside them, as JSON can hold it: see `grader.judging.report`.
    """

    outcome: Outcome
    score: int
    sentence: Text
    slip: str = ""
    marks: tuple[bool, ...] = ()
    step: str = ""
    frames: tuple[Frame, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)


def fault() -> Verdict:
    """The verdict when judging failed again and again."""
    return Verdict(
        Outcome.FAULT,
        0,
        T("Something went wrong on our side, not yours. Your answer is kept and costs nothing."),
    )
