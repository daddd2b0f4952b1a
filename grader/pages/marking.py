"""A student's answer with a mark at each part, ready to be drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from exercises.answers import Choice, Format, Grid, Several, Shape, Steps, Tuples, Unreadable
from exercises.text import Text, minus

MOST_DECIMALS = 17


@dataclass(frozen=True)
class Marked:
    """One part of an answer: its label (boxes only), its value as typed, and whether it is right."""

    label: Text | None
    value: str | Text
    right: bool


def marked(answer: Format, typed: str, marks: Sequence[bool]) -> list[list[Marked]]:
    """Rows of marked parts; empty for an answer of one part, which the verdict's word says already."""
    given = answer.read(typed)
    if isinstance(given, Unreadable) or not marks:
        return []
    if isinstance(answer, Grid):
        width = len(given[0])
        flat = [Marked(None, said(value), right) for value, right in zip(_flat(given), marks, strict=True)]
        return [flat[i : i + width] for i in range(0, len(flat), width)]
    if isinstance(answer, Steps):
        return [
            [Marked(part.label, _shown(part.format, value), right)]
            for part, value, right in zip(answer.parts, given, marks, strict=True)
        ]
    if isinstance(answer, Several | Shape | Tuples):
        return [[Marked(None, said(value), right) for value, right in zip(given, marks, strict=True)]]
    return []


def _shown(answer: Format, value: object) -> str | Text:
    if isinstance(answer, Choice):
        return dict(answer.options)[str(value)]
    return said(value) if isinstance(value, Fraction) else minus(answer.show(value))


def said(value: object) -> str:
    """A number as a student would rather read it: a decimal where it ends, else a fraction."""
    if isinstance(value, Fraction) and 10**MOST_DECIMALS % value.denominator == 0:
        return minus(f"{Decimal(value.numerator) / Decimal(value.denominator):f}")
    return minus(value)


def _flat(rows: Sequence[Sequence[object]]) -> list[object]:
    return [value for row in rows for value in row]
