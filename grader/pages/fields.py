"""An answer format as the page shows it, and what was typed there as one text."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from exercises.answers import Choice, Format, Grid, Steps, Unreadable
from exercises.text import Text


@dataclass(frozen=True)
class Box:
    """One input with its label; `problem` is what is wrong with what was typed; `options` are those of a choice."""

    id: str
    label: Text | None
    value: str
    problem: Text | None = None
    options: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True)
class Field:
    """All inputs of an answer; `template` is the partial that draws them."""

    template: str
    hint: Text
    boxes: tuple[Box, ...]
    problem_part: int | None = None


def field(answer: Format, typed: str = "", problem: Unreadable | None = None) -> Field:
    """The inputs for this format, with what was typed before and what is wrong with it."""
    if isinstance(answer, Steps):
        return Field("answers/steps.html", answer.hint(), _steps(answer, typed, problem))
    box = Box("answer", None, typed, problem.message if problem else None, _options(answer))
    part = problem.part if problem else None
    if isinstance(answer, Grid):
        return Field("answers/grid.html", answer.hint(), (box,), problem_part=part)
    if isinstance(answer, Choice):
        return Field("answers/choice.html", answer.hint(), (box,))
    return Field("answers/line.html", answer.hint(), (box,))


def _steps(answer: Steps, typed: str, problem: Unreadable | None) -> tuple[Box, ...]:
    values = [value.strip() for value in typed.split(";")] + [""] * len(answer.parts)
    faulty = (problem.part or 0) if problem else None
    complaint = _at_the_box(problem.message) if problem else None
    return tuple(
        Box(
            f"answer-{part.key}",
            part.label,
            values[place],
            complaint if place == faulty else None,
            _options(part.format),
        )
        for place, part in enumerate(answer.parts)
    )


def _at_the_box(message: Text) -> Text:
    """A complaint without the label that says which box it is about."""
    inner = message.values.get("message")
    return inner if isinstance(inner, Text) else message


def _options(answer: Format) -> tuple[tuple[str, Text], ...]:
    return answer.options if isinstance(answer, Choice) else ()


def typed_answer(answer: Format, posted: QueryDict) -> str:
    """What was posted, as the one text that the format reads: boxes are parted by semicolons."""
    values: Sequence[str] = posted.getlist("answer")
    if isinstance(answer, Steps):
        return "; ".join(value.replace(";", ",") for value in values)
    return values[0] if values else ""
