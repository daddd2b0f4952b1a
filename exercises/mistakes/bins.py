"""Wrong models of the bins of adaptive pooling (K12)."""

from collections.abc import Iterator

from exercises.engine.windows import adaptive_bin
from exercises.mistakes.reading import counted_from_one
from exercises.question import Mistake
from exercises.text import T


def wrong_bins(n: int, out: int, i: int) -> Iterator[Mistake]:
    """Wrong sets of cells for bin `i`; those outside the input are left out."""
    right = adaptive_bin(n, out, i)
    if i:
        before = tuple(adaptive_bin(n, out, i - 1))
        yield Mistake("counted-from-one", before, counted_from_one(i), "start")
    shifted = T("You counted from 1. The first cell of the input has the number 0.")
    yield Mistake("counted-from-one", tuple(cell + 1 for cell in right), shifted, "answer")
    cut = T("You ended the bin where the next one begins. Its end is rounded up, so that bins may overlap.")
    yield Mistake("bins-without-overlap", tuple(range(right.start, (i + 1) * n // out)), cut, "end")
    late = T("You rounded the start up. It is rounded down: a cell that belongs to the bin in part is read whole.")
    yield Mistake("bin-starts-late", tuple(range(-(-i * n // out), right.stop)), late, "start")
    for each in (n // out, -(-n // out)):
        equal = T("You gave every bin the same number of cells. %(n)s cells do not share out evenly.", n=n)
        yield Mistake("equal-bins", tuple(range(i * each, min((i + 1) * each, n))), equal, "start")
