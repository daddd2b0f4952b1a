"""Wrong models of the values of adaptive pooling (K12; M63 M68 M71)."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

import numpy as np

from exercises.engine.windows import Array, adaptive_bin
from exercises.mistakes.grids import first_difference, rows_of
from exercises.mistakes.signs import minus_dropped
from exercises.question import Mistake
from exercises.text import T, Text

Pair = tuple[int, int]
Bin = Callable[[int, int, int], range]
Reduce = Callable[[Sequence[int]], int | Fraction]


def mean(cells: Sequence[int]) -> Fraction:
    """The exact average."""
    return Fraction(sum(cells), len(cells))


def wrong_bins(x: Array, out: Pair, largest: bool) -> Iterator[Mistake]:
    """Right sums of wrong bins, and wrong results of the right ones."""
    reduce: Reduce = max if largest else mean
    right = _pooled(x, out, adaptive_bin, reduce)
    for slip, bins, said in _BINS:
        wrong = _pooled(x, out, bins, reduce)
        if wrong is not None:
            yield _made(right, slip, wrong, said)
    for slip, other, said in _LARGEST if largest else _AVERAGE:
        yield _made(right, slip, _pooled(x, out, adaptive_bin, other), said)
    if right is not None:
        yield from (_made(right, *made) for made in minus_dropped(right))
    turned = T("You swapped the two sizes of the output. The first one counts rows.")
    yield _made(right, "axes-swapped", _pooled(x, (out[1], out[0]), adaptive_bin, reduce), turned)


def _pooled(x: Array, out: Pair, bins: Bin, reduce: Reduce) -> Array | None:
    """None where a bin would be empty."""
    down, across = ([bins(n, o, i) for i in range(o)] for n, o in zip(x.shape, out, strict=True))
    if not all((*down, *across)):
        return None
    cells = [[x[a.start : a.stop, b.start : b.stop].ravel().tolist() for b in across] for a in down]
    found = np.empty(out, object)
    for place in np.ndindex(*out):
        found[place] = reduce(cells[place[0]][place[1]])
    return found


_BINS: tuple[tuple[str, Bin, Text], ...] = (
    (
        "equal-bins",
        lambda n, o, i: range(i * (n // o), (i + 1) * (n // o)),
        T("You gave every bin the same number of cells and left the rest out. Bins reach over all cells."),
    ),
    (
        "equal-bins",
        lambda n, o, i: range(i * -(-n // o), min((i + 1) * -(-n // o), n)),
        T("You gave the first bins all they can hold. Every bin starts at floor(i·n/o)."),
    ),
    (
        "bins-without-overlap",
        lambda n, o, i: range(i * n // o, (i + 1) * n // o),
        T("You ended each bin where the next one begins. Its end is rounded up, so that bins may overlap."),
    ),
    (
        "bin-starts-late",
        lambda n, o, i: range(-(-i * n // o), -(-(i + 1) * n // o)),
        T("You rounded the starts up. They are rounded down: a cell that belongs to a bin in part is read whole."),
    ),
)
_LARGEST: tuple[tuple[str, Reduce, Text], ...] = (
    ("other-extreme", min, T("You took the smallest cell of each bin. Max pooling keeps the largest.")),
    ("mean-for-extreme", mean, T("You took the average of each bin. Max pooling keeps its largest cell.")),
    ("signs-ignored", lambda cells: max(map(abs, cells)), T("You compared the numbers without their signs.")),
)
_AVERAGE: tuple[tuple[str, Reduce, Text], ...] = (
    ("not-divided", sum, T("You added the cells of each bin and did not divide by their number.")),
    ("extreme-for-mean", max, T("You took the largest cell of each bin. Average pooling adds them and divides.")),
    (
        "fraction-dropped",
        lambda cells: sum(cells) // len(cells),
        T("You dropped the fractions. The averages are exact."),
    ),
)


def _made(right: Array | None, slip: str, wrong: Array | None, sentence: Text) -> Mistake:
    if right is None or wrong is None:
        raise ValueError("the right bins hold cells")
    place = first_difference(wrong, right) if wrong.shape == right.shape else None
    return Mistake(slip, rows_of(wrong), sentence, f"cell-{place[0]}-{place[1]}" if place else "setup")
