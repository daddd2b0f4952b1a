"""What goes in and out about courses, as JSON."""

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field

from grader.api.schemas import Level, Strict, Words
from grader.hooks.models import EventKind
from grader.people.models import Role
from grader.sets import models as sets
from grader.sets.terms import terms_of

Title = Annotated[str, Field(min_length=1, max_length=200)]
WhyIfMoved = Annotated[str, Field(max_length=2_000, description="Needed when points move; it is kept in the record.")]
Why = Annotated[str, Field(min_length=1, max_length=2_000, description="It is kept with the change, for ever.")]
Points = Annotated[float, Field(ge=0, le=99_999)]
When = Literal["now", "due", "closed", "never"]


class Course(Schema):
    """A course, and what the token's user is in it."""

    slug: str
    title: str
    role: Role


class NewCourse(Strict):
    """A course to be founded; the token's user teaches it."""

    title: Title


class Courses(Schema):
    """A page of courses."""

    items: list[Course]
    next: str | None


class Member(Schema):
    """Somebody in a course; `student` elsewhere is this username."""

    id: int
    username: str
    name: str
    email: str
    role: Role
    label: str


class Members(Schema):
    """A page of members."""

    items: list[Member]
    next: str | None


class NewMember(Strict):
    """Whom to enrol. Who has no account gets one without a password; it is set by way of the e-mail address."""

    username: str = Field(pattern=r"^[\w.@+-]{1,150}$")
    email: str = Field("", max_length=254, pattern=r"^$|^[^@\s]+@[^@\s]+\.[^@\s]+$")
    name: str = Field("", max_length=150)
    role: Role = Role.STUDENT
    label: str = Field("", max_length=60)


class MemberChange(Strict):
    """Another role or label."""

    role: Role | None = None
    label: str | None = Field(None, max_length=60)
    why: WhyIfMoved = ""


class Rules(Strict):
    """The rules of an assignment. What is left out stays, or is as in a new set. Times need a zone."""

    opens_at: AwareDatetime | None = None
    due_at: AwareDatetime | None = None
    closes_at: AwareDatetime | None = None
    late_steps: list[list[int]] = Field([], description="Pairs of hours after the due date and percent.")
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
    limits: dict[str, tuple[int, int]] = Field({}, description="Bounds for drawn numbers, by their names.")
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
    def of(cls, found: sets.ProblemSet, tells: bool) -> "ProblemSet":
        """The set with its items."""
        items = [Item.of(item, tells) for item in found.items.all()]
        words: dict[str, Any] = {"title": found.title, "intro": found.intro, "released": found.released}
        return cls(id=found.pk, rules=Rules(**terms_of(found)), items=items, **words)


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
    due_at: AwareDatetime | None = None
    closes_at: AwareDatetime | None = None
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
    """A page of grades: those of so many students."""

    items: list[Grade]
    next: str | None


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


class NewWebhook(Strict):
    """An address to be told of events in this course."""

    url: str = Field(max_length=500, pattern=r"^https?://")
    events: list[EventKind] = Field(min_length=1)


class Webhook(Schema):
    """An address that is told. Its secret is shown when it is made, and not again."""

    id: int
    url: str
    events: list[EventKind]
    secret: str | None = None


class Delivery(Schema):
    """One event for one address: how far it is, and what came of the last try."""

    id: int
    message: str = Field(description="The id that is sent as `webhook-id`, the same at every try.")
    event: EventKind
    at: datetime
    stage: Literal["waiting", "done", "given up"]
    tries: int
    status: int | None = Field(description="What the address answered last.")
    said: str


class Deliveries(Schema):
    """A page of deliveries, the oldest first."""

    items: list[Delivery]
    next: str | None
