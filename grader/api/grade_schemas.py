"""Grades, their record, regrades and statistics, as machines read and write them."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from grader.api.schemas import Strict

Why = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000),
    Field(description="It is kept with the change, for ever."),
]
Points = Annotated[float, Field(ge=0, le=99_999)]


class Grade(Schema):
    """One student's points at one item. `updated_at` moves whenever they may have changed."""

    student: str
    item: int
    points: float | None
    of: int
    answers: int
    late: bool
    overridden: bool
    updated_at: datetime


class Grades(Schema):
    """A page of grades: those of so many students. `as_of` is our time when they were asked for."""

    items: list[Grade]
    next: str | None
    as_of: datetime


class NewOverride(Strict):
    """Points by hand; null gives back what is worked out."""

    student: str
    item: int
    points: Points | None
    why: Why


class Change(Schema):
    """A line of the record: who changed what from what to what, when and why."""

    at: datetime
    author: str
    what: str
    student: str | None
    item: int | None
    before: str
    after: str
    why: str


class Changes(Schema):
    """A page of the record, the oldest first."""

    items: list[Change]
    next: str | None


class NewRegrade(Strict):
    """What to judge again with the key of today; without an item the whole set."""

    item: int | None = None
    why: Why


class Effect(Schema):
    """Who changes from what to what."""

    student: str
    item: int
    before: float
    after: float


class Regrade(Schema):
    """A regrade; `effects` and the numbers below are there once it is ready."""

    id: int
    stage: Literal["numbers", "code", "ready", "applied", "discarded"]
    done: int
    all: int
    why: str
    raises_only: bool
    to_right: int | None = None
    to_wrong: int | None = None
    to_other_share: int | None = None
    raised: int | None = None
    lowered: int | None = None
    effects: list[Effect] = []


class Decision(Strict):
    """What becomes of a regrade that is ready; `discard` also of one that is still being worked on."""

    decision: Literal["all", "raises", "discard"]


class Slip(Schema):
    """How often a slip was made."""

    slip: str
    title: str
    number: int


class ItemStatistics(Schema):
    """How an item went; percent, minutes, and the correlation with the other items; null where there is too little."""

    item: int
    title: str
    students: int
    answers_each: float
    right_at_once: int
    earned: int
    discrimination: float | None
    minutes: float | None
    slips: list[Slip]
    wrong_without_slip: int


class Statistics(Schema):
    """How a set went; mean and median of totals in percent; the histogram has ten bars."""

    students: int
    mean: float | None
    median: float | None
    histogram: list[int]
    items: list[ItemStatistics]
