"""A student's answer with a mark at each part, ready to be drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from exercises.answers import (
    Choice,
    Format,
    Grid,
    Grids,
    Line,
    Several,
    Shape,
    Steps,
    Table,
    Tuples,
    Unreadable,
    Value,
)
from exercises.text import Text, decimal, minus


@dataclass(frozen=True)
class Marked:
    """One part of an answer: its label (boxes and rows only), its value as typed, and whether it is right.

    `right` is None where a row of a table has no cell.
    """

    label: Text | None
    value: str | Text
    right: bool | None


@dataclass(frozen=True)
class MarkedRows:
    """One table of marked parts; `label` says which, where there are several."""

    rows: list[list[Marked]]
    label: Text | None = None


def marked(answer: Format, typed: str, marks: Sequence[bool]) -> list[MarkedRows]:
    """Tables of marked parts; none for an answer of one part, which the verdict's word says already."""
    given = answer.read(typed)
    if isinstance(given, Unreadable) or not marks:
        return []
    if isinstance(answer, Grids):
        every = iter(marks)
        return [MarkedRows(_grid(one, every), stage.label) for stage, one in zip(answer.stages, given, strict=True)]
    rows = _rows(answer, given, marks)
    return [MarkedRows(rows)] if rows else []


def _rows(answer: Format, given: Value, marks: Sequence[bool]) -> list[list[Marked]]:
    if isinstance(answer, Grid):
        return _grid(given, iter(marks))
    if isinstance(answer, Table):
        cells = iter(zip(_flat(given), marks, strict=True))
        return [_row(line, len(answer.columns), cells) for line in answer.lines]
    if isinstance(answer, Steps):
        return [
            [Marked(part.label, _shown(part.format, value), right)]
            for part, value, right in zip(answer.boxes, given, marks, strict=True)
        ]
    if isinstance(answer, Several | Shape | Tuples):
        return [[Marked(None, said(value), right) for value, right in zip(given, marks, strict=True)]]
    return []


def _grid(given: Value, marks: Iterator[bool]) -> list[list[Marked]]:
    return [[Marked(None, said(value), next(marks)) for value in row] for row in given]


def _shown(answer: Format, value: object) -> str | Text:
    if isinstance(answer, Choice):
        return dict(answer.options)[str(value)]
    return said(value) if isinstance(value, Fraction) else minus(answer.show(value))


def said(value: object) -> str:
    """A number as a decimal where it ends, else as a fraction; anything else as it is."""
    return decimal(value) if isinstance(value, Fraction) else minus(value)


def _row(line: Line, columns: int, cells: Iterator[tuple[object, bool]]) -> list[Marked]:
    """The next cells in their columns, the label before the first."""
    row: list[Marked] = []
    for column in range(columns):
        value, right = next(cells) if column in line.columns else (None, None)
        row.append(Marked(None if row else line.short or line.label, "–" if right is None else said(value), right))
    return row


def _flat(rows: Sequence[Sequence[object]]) -> list[object]:
    return [value for row in rows for value in row]
