"""Problem sets and answers to them, as machines read and write them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from grader.api.reasons import WhyIfMoved
from grader.api.schemas import Level, Strict, Title, WholeNumber, Words
from grader.api.times import Time
from grader.sets import models as sets
from grader.sets.terms import terms_of

When = Literal["now", "due", "closed", "never"]


class Rules(Strict):
    """The rules of an assignment. What is left out stays, or is as in a new set. Times need a zone."""

    opens_at: Time | None = None
    due_at: Time | None = None
    closes_at: Time | None = None
    late_steps: list[list[WholeNumber]] = Field([], description="Pairs of hours after the due date and percent.")
    attempts: int | None = Field(None, description="Answers to each question; none is without end.")
    fresh: bool = Field(False, description="Each attempt has new numbers.")
    policy: Literal["best", "last", "average"] = "best"
    minutes: int | None = Field(None, description="A time limit from the first look.")
    exam: bool = False
    one_by_one: bool = False
    show_verdict: When = "now"
    show_slip: When = "now"
    show_solution: When = "now"
    show_score: When = "now"


class NewItem(Strict):
    """A question of a set. Without `numbers` each student gets their own, or with `drawn` false all get the same."""

    kind: str
    level: Level = 1
    title: str = Field("", max_length=200)
    points: int = Field(1, ge=0, le=1_000)
    drawn: bool = True
    numbers: dict[str, Any] | None = None
    words: str = Field("", max_length=10_000, description="Markdown above the question.")
    limits: dict[str, tuple[WholeNumber, WholeNumber]] = Field(
        {}, description="Bounds for drawn numbers, by their names."
    )
    framework: str = Field("", max_length=40, description="A convention where the kind has several, such as PyTorch.")


class Item(Schema):
    """A question of a set as it stands."""

    id: int
    position: int
    kind: str
    level: int
    title: str
    points: int
    drawn: bool
    numbers: dict[str, Any] | None = Field(description="Those that are the same for all; only for who teaches.")
    words: str
    limits: dict[str, tuple[int, int]]
    framework: str
    treatment: str

    @classmethod
    def of(cls, item: sets.Item, tells: bool) -> "Item":
        """The item; its numbers only for those who teach."""
        names = ("position", "kind", "level", "title", "points", "drawn", "words", "limits", "framework", "treatment")
        plain = {name: getattr(item, name) for name in names}
        return cls(id=item.pk, numbers=item.parameters if tells and not item.drawn else None, **plain)


class ItemChange(Strict):
    """What is to be otherwise about a question; the rest stays. What was drawn for somebody stays as drawn."""

    title: Title | None = None
    points: int | None = Field(None, ge=0, le=1_000)
    words: str | None = Field(None, max_length=10_000, description="Markdown above the question.")
    treatment: Literal["counts", "dropped", "gifted"] | None = None
    why: WhyIfMoved = ""


class NewSet(Strict):
    """A set from its parts, or with `toml` from a file; one of the two."""

    title: Title | None = None
    intro: str = Field("", max_length=20_000)
    released: bool = False
    rules: Rules = Field(default_factory=lambda: Rules.model_validate({}))
    items: list[NewItem] = Field([], max_length=200)
    toml: str | None = Field(None, max_length=500_000)


class SetChange(Strict):
    """What is to be otherwise; the rest stays."""

    title: Title | None = None
    intro: str | None = Field(None, max_length=20_000)
    released: bool | None = None
    rules: Rules | None = None
    why: WhyIfMoved = ""


class ProblemSet(Schema):
    """A set: an assignment, as soon as it is released."""

    id: int
    title: str
    intro: str
    released: bool
    rules: Rules
    items: list[Item]

    @classmethod
    def of(cls, found: sets.ProblemSet, tells: bool, items: Iterable[sets.Item] | None = None) -> "ProblemSet":
        """The set with its items, or with some of them."""
        shown = [Item.of(item, tells) for item in (found.items.all() if items is None else items)]
        words: dict[str, Any] = {"title": found.title, "intro": found.intro, "released": found.released}
        return cls(id=found.pk, rules=Rules(**terms_of(found)), items=shown, **words)


class SetLine(Schema):
    """A set in a list."""

    id: int
    title: str
    released: bool
    opens_at: datetime | None
    due_at: datetime | None
    closes_at: datetime | None


class Sets(Schema):
    """A page of sets."""

    items: list[SetLine]
    next: str | None


class NewExtension(Strict):
    """An exception for a student or for all with a label; one of the two."""

    student: str | None = None
    label: str | None = Field(None, min_length=1, max_length=60)
    due_at: Time | None = None
    closes_at: Time | None = None
    time_factor: int = Field(100, ge=100, le=1_000, description="In percent: 150 is half as much time again.")
    extra_attempts: int = Field(0, ge=0, le=1_000)
    why: WhyIfMoved = ""


class Extension(Schema):
    """An exception as it stands."""

    id: int
    student: str | None
    label: str
    due_at: datetime | None
    closes_at: datetime | None
    time_factor: int
    extra_attempts: int


class Asked(Schema):
    """A question of a set as one student gets it."""

    student: str
    item: int
    round: int = Field(description="How many times this student has had numbers here.")
    type: Literal["answer", "code"]
    prompt: list[Words]
    conventions: list[Words]
    picture: str | None
    hint: str | None
    answer_schema: dict[str, Any]
    signature: str | None = None
    starter: str | None = None


class OnBehalf(Strict):
    """Who asks. Without `student` it is the token's user; for others the token's user must teach the course."""

    student: str | None = None


class Opening(OnBehalf):
    """Who asks, and whether for new numbers, where the set gives them for each attempt."""

    again: bool = False


class Answer(OnBehalf):
    """An answer, or the source of a function; one of the two."""

    answer: Any = None
    source: str | None = Field(None, max_length=256_000)
