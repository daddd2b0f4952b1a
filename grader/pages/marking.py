"""A student's answer with a mark at each part, ready to be drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from exercises.answers import Format, Grid, Several, Shape, Steps, Unreadable
from exercises.text import Text


@dataclass(frozen=True)
class Marked:
    """One part of an answer: its label (boxes only), its value as typed, and whether it is right."""

    label: Text | None
    value: str
    right: bool


def marked(answer: Format, typed: str, marks: Sequence[bool]) -> list[list[Marked]]:
    """Rows of marked parts; empty for an answer of one part, which the verdict's word says already."""
    given = answer.read(typed)
    if isinstance(given, Unreadable) or not marks:
        return []
    if isinstance(answer, Grid):
        width = len(given[0])
        flat = [Marked(None, str(value), right) for value, right in zip(_flat(given), marks, strict=True)]
        return [flat[i : i + width] for i in range(0, len(flat), width)]
    if isinstance(answer, Steps):
        return [
            [Marked(part.label, part.format.show(value), right)]
            for part, value, right in zip(answer.parts, given, marks, strict=True)
        ]
    if isinstance(answer, Several | Shape):
        return [[Marked(None, str(value), right) for value, right in zip(given, marks, strict=True)]]
    return []


def _flat(rows: Sequence[Sequence[object]]) -> list[object]:
    return [value for row in rows for value in row]
