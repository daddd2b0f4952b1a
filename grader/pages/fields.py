"""An answer format as the page shows it, and what was typed there as one text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from exercises.answers import BORDER, Choice, Format, Grid, Grids, Steps, Table, Unreadable
from exercises.text import T, Text


@dataclass(frozen=True)
class Box:
    """One input with its label; `problem` is what is wrong with what was typed; `options` are those of a choice.

    `cell` is the place of the cell of a grid that is at fault, row after row.
    """

    id: str
    label: Text | None
    value: str
    problem: Text | None = None
    options: tuple[tuple[str, Text], ...] = ()
    cell: int | None = None


@dataclass(frozen=True)
class TableLine:
    """One row of a table: its label, and a box for each column, None where the row has no cell."""

    label: Text
    boxes: tuple[Box | None, ...]


@dataclass(frozen=True)
class Field:
    """All inputs of an answer; `template` is the partial that draws them.

    A table has `columns`, the row that is `given` above the others, and its `lines`, whose boxes are `boxes` too.
    """

    template: str
    hint: Text
    boxes: tuple[Box, ...]
    problem: Text | None = None
    columns: tuple[Text, ...] = ()
    given: tuple[Text, tuple[int, ...]] | None = None
    lines: tuple[TableLine, ...] = ()


def field(answer: Format, typed: str = "", problem: Unreadable | None = None) -> Field:
    """The inputs for this format, with what was typed before and what is wrong with it."""
    if isinstance(answer, Steps):
        return Field("answers/steps.html", answer.hint(), _steps(answer, typed, problem))
    if isinstance(answer, Table):
        return _table(answer, typed, problem)
    if isinstance(answer, Grids):
        return Field("answers/grids.html", answer.hint(), _grids(answer, typed, problem))
    box = Box("answer", None, typed, problem.message if problem else None, _options(answer))
    if isinstance(answer, Grid):
        cell = problem.part if problem else None
        return Field("answers/grids.html", answer.hint(), (replace(box, cell=cell),))
    if isinstance(answer, Choice):
        return Field("answers/choice.html", answer.hint(), (box,))
    return Field("answers/line.html", answer.hint(), (box,))


def _table(answer: Table, typed: str, problem: Unreadable | None) -> Field:
    """A box for each cell that is asked for; the complaint stands below the table."""
    values = iter([value for row in answer.typed(typed) for value in row])
    faulty = problem.part if problem else None
    lines, place = [], 0
    for number, line in enumerate(answer.lines, 1):
        boxes: list[Box | None] = [None] * len(answer.columns)
        for column in line.columns:
            label = T("%(row)s: %(column)s", row=line.label, column=answer.columns[column])
            complaint = problem.message if problem and place == faulty else None
            boxes[column] = Box(f"answer-{number}-{column}", label, next(values, ""), complaint)
            place += 1
        lines.append(TableLine(line.label, tuple(boxes)))
    return Field(
        "answers/table.html",
        answer.hint(),
        tuple(box for line in lines for box in line.boxes if box),
        problem=problem.message if problem else None,
        columns=answer.columns,
        given=answer.given,
        lines=tuple(lines),
    )


def _steps(answer: Steps, typed: str, problem: Unreadable | None) -> tuple[Box, ...]:
    values = [value.strip() for value in typed.split(";")] + [""] * len(answer.boxes)
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
        for place, part in enumerate(answer.boxes)
    )


def _grids(answer: Grids, typed: str, problem: Unreadable | None) -> tuple[Box, ...]:
    """A box for each stage; the complaint stands at the first that cannot be read, or at the first of all."""
    boxes = []
    for place, (stage, value) in enumerate(zip(answer.stages, answer.typed(typed), strict=True)):
        box = Box(f"answer-{stage.key}", stage.label, value.strip("\r\n "))
        if problem and place == (problem.part or 0):
            read = stage.format.read(value)
            cell = read.part if isinstance(read, Unreadable) else None
            box = replace(box, problem=_at_the_box(problem.message), cell=cell)
        boxes.append(box)
    return tuple(boxes)


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
    if isinstance(answer, Table) and len(values) > 1:
        cells = iter(values)
        return "\n".join("\t".join(next(cells, "") for _ in line.columns) for line in answer.lines)
    if isinstance(answer, Grids) and len(values) > 1:
        return f"\n{BORDER}\n".join(value.replace(BORDER, " ") for value in values)
    return values[0] if values else ""
