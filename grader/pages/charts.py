"""Charts as data for SVG templates: user units, y downwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

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


LEFT, PLOT, FULL = 28, 240, 320
"""Of a chart of bars: where bars begin, how long the longest is, and the whole width with room for the numbers."""
THICK, APART, AXIS = 11, 9, 18


@dataclass(frozen=True)
class Value:
    """A number to be drawn as a bar: how it is said, and which look of the legend it has. None has no bar."""

    number: float | None
    said: str
    look: str = "full"
    title: str = ""


@dataclass(frozen=True)
class Bar:
    """A bar; its number stands at `number_x`, from there on or up to there or around it (`anchor`)."""

    x: int
    y: int
    width: int
    look: str
    title: str
    said: str
    number_x: int
    anchor: str
    thick: int = THICK

    @property
    def base(self) -> int:
        """The line that its number stands on."""
        return self.y + (self.thick + 7) // 2


@dataclass(frozen=True)
class Row:
    """The bars of one name, which stands left of them."""

    name: str
    base: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Chart:
    """Bars under a title. `words` say for those who do not see it what it shows; `legend` are looks and their words."""

    title: str
    words: str
    rows: tuple[Row, ...]
    ticks: tuple[tuple[int, str], ...]
    legend: tuple[tuple[str, str], ...] = ()

    @property
    def bottom(self) -> int:
        """Where the last bar ends and the ticks begin."""
        return self.rows[-1].bars[-1].y + THICK + APART // 2 if self.rows else 0

    @property
    def height(self) -> int:
        """The whole height."""
        return self.bottom + AXIS


Named = Sequence[tuple[str, Sequence[Value]]]


def bars(named: Named, least: float, most: float) -> tuple[Row, ...]:
    """The bars of each name one below the other, on an axis from `least` to `most`; they begin at zero."""
    rows, y = [], 0
    for name, values in named:
        drawn = tuple(_bar(one, y + place * (THICK + 1), least, most) for place, one in enumerate(values))
        rows.append(Row(name, y + (len(values) * (THICK + 1) + THICK) // 2 - 3, drawn))
        y += len(values) * (THICK + 1) + APART
    return tuple(rows)


def _bar(value: Value, y: int, least: float, most: float) -> Bar:
    zero, end = along(0, least, most), along(value.number or 0, least, most)
    left = end < zero
    at, anchor = (end - 4, "end") if left else (end + 4, "start")
    return Bar(min(zero, end), y, abs(end - zero), value.look, value.title, value.said, at, anchor)


def stacked(named: Named, most: float) -> tuple[Row, ...]:
    """The bars of each name one behind the other; a number stands inside where there is room for it."""
    rows = []
    for place, (name, values) in enumerate(named):
        y, drawn, before = place * (2 * THICK), [], 0.0
        for one in values:
            x, end = along(before, 0, most), along(before + (one.number or 0), 0, most)
            said = one.said if end - x >= 7 * len(one.said) + 2 else ""
            drawn.append(Bar(x, y, end - x, one.look, one.title, said, (x + end) // 2, "middle", THICK + 5))
            before += one.number or 0
        rows.append(Row(name, y + THICK + 1, tuple(drawn) or (Bar(LEFT, y, 0, "", "", "0", LEFT + 4, "start"),)))
    return tuple(rows)


def along(number: float, least: float, most: float) -> int:
    """Where a number stands on the axis."""
    return LEFT + round(PLOT * (number - least) / (most - least))


def round_up(number: float) -> int:
    """The next of 1, 2, 5, 10, 20, 50 and so on: where an axis may end."""
    steps: Iterator[int] = (digit * 10**power for power in count() for digit in (1, 2, 5))
    return next(step for step in steps if step >= number)
