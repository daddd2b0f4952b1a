"""Wrong models of L2 pooling (domain notes, section 3, M66 M67)."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import isqrt

from exercises.answers import half_up
from exercises.question import Mistake
from exercises.text import T, Text

Cells = Sequence[int]
Value = int | Fraction
Model = tuple[str, Callable[[Cells], Value], Text]


def rounded_root(square: int | Fraction, places: int = 2) -> Value:
    """The square root to so many decimals, rounded to the nearest. By hand: rounded_root(39) == 6.24 (6.2449...)."""
    scale = 10**places
    steps = isqrt(4 * scale * scale * square.numerator // square.denominator)  # half the last place, rounded down
    value = Fraction((steps + 1) // 2, scale)
    return int(value) if value.denominator == 1 else value


def norm(cells: Cells) -> Value:
    """The root of the sum of squares, to hundredths."""
    return rounded_root(sum(cell * cell for cell in cells))


MODELS: tuple[Model, ...] = (
    (
        "root-forgotten",
        lambda cells: sum(cell * cell for cell in cells),
        T("You added the squares. The root of that sum is still to be taken."),
    ),
    (
        "root-of-mean",
        lambda cells: rounded_root(Fraction(sum(cell * cell for cell in cells), len(cells))),
        T("You took the mean of the squares. L2 pooling takes their sum, and divides by nothing."),
    ),
    (
        "sizes-added",
        lambda cells: sum(map(abs, cells)),
        T("You added the cells. Each is squared before."),
    ),
    (
        "squares-forgotten",
        lambda cells: rounded_root(abs(sum(cells))),
        T("You took the root of the sum. Each cell is squared before it is added."),
    ),
    ("extreme-for-mean", max, T("You took the largest cell. That is max pooling.")),
    ("mean-for-extreme", lambda cells: _hundredths(sum(cells), len(cells)), T("You took the average of the cells.")),
)


WITH_NEGATIVES = {
    "sizes-added": T("You added the cells without their signs. Each is squared before."),
    "squares-forgotten": T("You took the root of the sum, without its sign. Each is squared before it is added."),
}


def _hundredths(total: int, cells: int) -> Value:
    return half_up(Fraction(total, cells), 2)


def wrong_norms(windows: Sequence[Cells]) -> Iterator[Mistake]:
    """Every window through the same wrong model."""
    negative = any(min(cells) < 0 for cells in windows)
    for slip, model, plain in MODELS:
        said = WITH_NEGATIVES.get(slip, plain) if negative else plain
        values = tuple(model(cells) for cells in windows)
        yield Mistake(slip, values if len(values) > 1 else values[0], said, "window-1")
    if len(windows) > 1:
        every = norm([cell for cells in windows for cell in cells])
        said = T("You took all of them together. Each has a number of its own.")
        yield Mistake("channels-together", (every,) * len(windows), said, "window-1")
