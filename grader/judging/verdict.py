"""What a judgement says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from exercises.pictures import Frame
from exercises.text import T, Text

WHOLE = 720_720
"""A score as it is stored and added up: so many parts are all of it. Halves to sixteenths are whole numbers of them."""


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
    """`score` is from 0 to 1; `marks`, `slip`, `step` and `frames` are those of `exercises.diagnosis.Checked`.

    `details` is what the page shows beside them, as JSON can hold it: `parts` of an answer of several that count,
    `also` the pairs of slips that come to the same, and see `grader.judging.report`.
    """

    outcome: Outcome
    score: Fraction | int
    sentence: Text
    slip: str = ""
    marks: tuple[bool, ...] = ()
    step: str = ""
    frames: tuple[Frame, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)


def in_parts(score: Fraction | int) -> int:
    """A score in parts of `WHOLE`; what is no whole number of them is rounded down, so only what is right has all."""
    return int(score * WHOLE)


def as_decimal(parts: int) -> float:
    """The same as others read it, from 0 to 1: rounded to four decimals, and never up to 1."""
    return min(round(parts / WHOLE, 4), 0.9999) if parts < WHOLE else 1.0


def fault() -> Verdict:
    """The verdict when judging failed again and again."""
    return Verdict(
        Outcome.FAULT,
        0,
        T("Something went wrong on our side, not yours. Your answer is kept and costs nothing."),
    )
