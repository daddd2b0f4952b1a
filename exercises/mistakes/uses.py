"""Wrong models of how often a cell is read (K17; domain notes, section 3, M120 to M123)."""

from collections.abc import Callable, Iterator, Sequence
from operator import add, mul

from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.frozen import changed
from exercises.mistakes.swapping import swapped
from exercises.question import Mistake
from exercises.recipes import Recipe
from exercises.text import T, Text

Counts = tuple[Sequence[int], Sequence[int]]


def wrong_counts(rows: Axis, columns: Axis, row: int, column: int) -> Iterator[Mistake]:
    """Wrong numbers of windows that read the cell (row, column)."""
    down, across = counts = _uses(rows, columns)
    recipe = Recipe(_together, {"counts": counts, "place": (row, column), "join": mul})
    for slip, wrong, sentence, step in _misread(rows, columns):
        # As many reads as there are taps is a product already: who has that in mind does not join anything else.
        joined = {"join": mul} if slip == "uses-everywhere" else {}
        yield swapped(recipe, slip, sentence, step, counts=wrong, **joined)
    one, other = down[row], across[column]
    added = T(
        "You added %(one)s and %(other)s. Each window down goes with each window across: multiply.",
        one=one,
        other=other,
    )
    yield swapped(recipe, "uses-added", added, "answer", join=add)
    single = T("You counted along one axis only. Windows move down and across: multiply both counts.")
    for lone in (_first, _second):
        yield swapped(recipe, "uses-one-axis", single, "answer", join=lone)
    if row and column:
        first = T("You counted from 1. Row and column 0 are the first ones.")
        yield swapped(recipe, "counted-from-one", first, "down", place=(row - 1, column - 1))
    if row < columns.n and column < rows.n:
        turned = T("You swapped row and column. Rows are counted downwards.")
        yield swapped(recipe, "axes-swapped", turned, "down", place=(column, row))
    if rows.stride == columns.stride == 1 and not _are_padded(rows, columns):
        near = min(row + 1, rows.n - row) * min(column + 1, columns.n - column)
        capped = T("You only looked at the distance to the edge. No axis has more windows over a cell than taps.")
        yield Mistake("uses-uncapped", near, capped, "down")


def _together(counts: Counts, place: tuple[int, int], join: Callable[[int, int], int]) -> int:
    (down, across), (row, column) = counts, place
    return join(down[row], across[column])


def _first(one: int, other: int) -> int:
    return one


def _second(one: int, other: int) -> int:
    return other


def reads_everywhere(rows: Axis, columns: Axis, row: int, column: int) -> bool:
    """Whether all taps read the cell, or would with stride 1: then neither slip shows by itself."""
    taps = rows.kernel * columns.kernel
    both = (_uses(rows, columns), _uses(_dense(rows), _dense(columns)))
    return any(down[row] * across[column] == taps for down, across in both)


def wrong_grids(rows: Axis, columns: Axis) -> Iterator[Mistake]:
    """Wrong grids of the number of windows that read each cell."""
    for slip, (down, across), sentence, step in _misread(rows, columns):
        yield Mistake(slip, tuple(tuple(one * other for other in across) for one in down), sentence, step)
    down, across = windows.uses(rows), windows.uses(columns)
    added = T("You added the counts. Each window down goes with each window across: multiply.")
    yield Mistake("uses-added", tuple(tuple(one + other for other in across) for one in down), added, "row-0")
    turned = T("You swapped rows and columns.")
    yield Mistake("axes-swapped", tuple(tuple(one * other for other in down) for one in across), turned, "row-0")


def _misread(rows: Axis, columns: Axis) -> Iterator[tuple[str, Counts, Text, str]]:
    """(slip, counts down and across, sentence, step)."""
    taps = rows.kernel * columns.kernel
    everywhere = T(
        "Not every cell is read %(taps)s times. Cells near the edge are reached by fewer windows.", taps=taps
    )
    if max(rows.stride, columns.stride) > 1:
        everywhere = T("Not every cell is read %(taps)s times. The stride and the edge leave fewer.", taps=taps)
    yield "uses-everywhere", ([rows.kernel] * rows.n, [columns.kernel] * columns.n), everywhere, "down"
    if max(rows.stride, columns.stride) > 1:
        moved = T("You moved the window one cell at a time. The stride leaves windows out.")
        yield "stride-ignored", _uses(_dense(rows), _dense(columns)), moved, "down"
    bare = [Axis.symmetric(axis.n, axis.kernel, axis.stride, 0, axis.dilation) for axis in (rows, columns)]
    if _are_padded(rows, columns) and all(axis.fits for axis in bare):
        none = T("You left the padding out. With it more windows reach the cells near the edge.")
        yield "padding-ignored", _uses(*bare), none, "down"


def _are_padded(rows: Axis, columns: Axis) -> bool:
    return bool(rows.begin or rows.end or columns.begin or columns.end)


def _dense(axis: Axis) -> Axis:
    if axis.begin != axis.end:
        return changed(axis, stride=1)
    return Axis.symmetric(axis.n, axis.kernel, 1, axis.begin, axis.dilation)  # kept, as most are


def _uses(rows: Axis, columns: Axis) -> Counts:
    return windows.uses(rows), windows.uses(columns)
