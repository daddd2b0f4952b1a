"""What goes in and out, as JSON."""

from typing import Annotated, Any, Literal, get_args

from django.template.loader import render_to_string
from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from exercises.text import Text, plain
from grader.judging.source import MOST_BYTES

Level = Annotated[int, Field(ge=1, le=3)]
MOST_SEED = 2**31 - 1


Title = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]


NO_FLAG = PydanticCustomError("no_flag", "Input should not be true or false")


def no_flag(value: Any) -> Any:
    """Refuses true and false, which Python takes for 1 and 0."""
    if isinstance(value, bool):
        raise NO_FLAG
    return value


WholeNumber = Annotated[int, BeforeValidator(no_flag)]
"""One in a list, where `Strict` does not look."""


class Strict(Schema):
    """A body in which nothing unknown may stand: a misspelt name is told, not ignored. True is not the number 1."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def _no_flag_for_a_number(cls, value: Any, about: ValidationInfo) -> Any:
        if isinstance(value, bool):
            wanted = cls.model_fields[str(about.field_name)].annotation
            if not {bool, Any} & {wanted, *get_args(wanted)}:
                raise NO_FLAG
        return value


class Words(Schema):
    """One text three times: formulas as MathML, as LaTeX between dollar signs, and as plain characters."""

    html: str
    markdown: str
    text: str

    @classmethod
    def of(cls, text: Text) -> "Words":
        """The three forms of a sentence."""
        said = str(text)
        return cls(html=render_to_string("api/said.html", {"text": text}).strip(), markdown=said, text=plain(said))


class Kind(Schema):
    """Something that can be asked: a question with an answer, or a function to write."""

    slug: str
    type: Literal["answer", "code"]
    title: str
    about: str
    topic: str | None
    levels: list[int]
    version: int


class NewVariant(Strict):
    """What to draw. The same kind, level and seed give the same question; without a seed one is drawn."""

    kind: str
    level: Level = 1
    seed: int | None = Field(None, ge=1, le=MOST_SEED)
    convention: str = Field("", max_length=40, description="PyTorch, Keras, ONNX or Caffe, where the kind has several.")


class Variant(Schema):
    """One question with its numbers. The id holds all of it, signed: nothing is stored until somebody answers."""

    id: str
    kind: str
    type: Literal["answer", "code"]
    level: int
    seed: int | None
    prompt: list[Words]
    conventions: list[Words]
    picture: str | None = Field(description="One SVG, with a description for those who do not see it.")
    hint: str | None = Field(description="How to write the answer, in one sentence.")
    answer_schema: dict[str, Any]
    signature: str | None = None
    starter: str | None = None


class NewSubmission(Strict):
    """An answer to a question, or the source of a function; one of the two."""

    answer: Any = None
    source: str | None = Field(None, max_length=MOST_BYTES)


class Judged(Schema):
    """What was said about an answer."""

    outcome: str = Field(description="right, wrong, or fault: ours, and worth asking again.")
    score: float = Field(
        ge=0,
        le=1,
        description="1 where everything is right; of boxes, rows and stages the share that is, to four decimals.",
    )
    slip: str | None = Field(description="The slug of the slip, when one alone explains the answer.")
    also: list[list[str]] = Field([], description="Rarer slips, and pairs of slips, that come to the very same answer.")
    sentence: Words
    marks: list[bool] = Field(description="Part by part, in reading order; empty when the sizes differ.")
    parts: list[bool] = Field(
        [], description="What counts by itself, such as rows, each held against the student's own row before it."
    )
    tests: dict[str, Any] | None = Field(None, description="Of code: which categories of tests pass.")
    counterexample: dict[str, Any] | None = Field(None, description="Of code: the smallest input that breaks it.")


class Submission(Schema):
    """An answer on its way."""

    id: str
    state: Literal["queued", "judging", "done"]
    verdict: Judged | None
    solution: list[Words] | None = Field(None, description="The worked solution, for tokens with `solutions`.")


class Solution(Schema):
    """The key and the way to it."""

    answer: str
    steps: list[Words]
