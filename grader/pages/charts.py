"""Charts as data for SVG templates: user units, y downwards."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, GAP = 32, 100, 4


@dataclass(frozen=True)
class Column:
    """A column of a histogram with the number above it and the tick at its left edge."""

    x: int
    y: int
    width: int
    height: int
    middle: int
    value: int
    tick: str


def columns(values: Sequence[int], ticks: Sequence[object]) -> list[Column]:
    """Columns side by side, the tallest `HEIGHT` high."""
    tallest = max([*values, 1])
    return [
        Column(
            x=place * WIDTH + GAP // 2,
            y=HEIGHT - round(HEIGHT * value / tallest),
            width=WIDTH - GAP,
            height=round(HEIGHT * value / tallest),
            middle=place * WIDTH + WIDTH // 2,
            value=value,
            tick=str(tick),
        )
        for place, (value, tick) in enumerate(zip(values, ticks, strict=True))
    ]
