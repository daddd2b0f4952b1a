"""Pooling: maximum, minimum and average of each window. Padding never wins, and counts only when told to."""

from collections.abc import Callable
from fractions import Fraction
from functools import cache, lru_cache
from math import isfinite, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array

FETCHED = 1_000  # cells up to which means are quickest when each cell is fetched from its place
AT_ONCE = 20_000  # weights, one for each cell and window, up to which a product of matrices is the quickest mean


def max_pool(x: Array, rows: Axis, columns: Axis) -> Array:
    """Largest real cell of each window of `x` (..., H, W); padding is minus infinity (PyTorch, ONNX)."""
    return _foremost(np.maximum, x, rows, columns, lowest)


def min_pool(x: Array, rows: Axis, columns: Axis) -> Array:
    """Smallest real cell of each window; padding is plus infinity."""
    return _foremost(np.minimum, x, rows, columns, _highest)


def _foremost(join: np.ufunc, x: Array, rows: Axis, columns: Axis, last: Callable[[Array], float]) -> Array:
    """The cell of each window that wins; `last` never does.

    Small maps need no padding: a cell that is compared twice changes nothing.
    """
    plan = windows.real_places(x.shape, rows, columns)
    if plan is None:
        return joined(join, x, rows, columns, 0 if rows.bare and columns.bare else last(x))
    places, shape = plan
    won: Array = join.reduce(x.take(places))
    return won.reshape(shape)


def window_sums(x: Array, rows: Axis, columns: Axis) -> Array:
    """Sum of each window; padding adds nothing."""
    whole = x.astype(np.int64) if x.dtype.kind in "iu" else x  # small integers would overflow
    return joined(np.add, whole, rows, columns)


def joined(join: np.ufunc, x: Array, rows: Axis, columns: Axis, fill: float = 0) -> Array:
    """The cells of each window of `x` (..., H, W) joined by `join`; padding is `fill`.

    On large maps down first, then across. By hand: maxima of 2 x 2 windows with stride 2 over [[1, 2], [4, 3]] are
    [[4]], by way of [[4, 3]].
    """
    few = windows.fetched(x, rows, columns, fill)
    if few is not None:
        return np.asarray(join.reduce(few, 1)).reshape(*x.shape[:-2], rows.out, columns.out)
    whole = windows.padded(x, rows, columns, fill)
    down, *below = rows.runs
    seen = whole[..., down, :]
    for run in below:
        seen = join(seen, whole[..., run, :])
    across, *behind = columns.runs
    out = seen[..., across]
    for run in behind:
        out = join(out, seen[..., run])
    return out.copy() if out.base is not None else out


@lru_cache(maxsize=1024)
def window_counts(rows: Axis, columns: Axis, include_pad: bool) -> NDArray[np.int64]:
    """How many cells each average divides by, shape (out_h, out_w).

    With `include_pad` the pads count (PyTorch's default, Caffe); the overhang of a ceil rule never does.
    """
    counts = np.outer(_counted(rows, include_pad), _counted(columns, include_pad))
    counts.flags.writeable = False  # it is kept
    return counts


def average_pool(x: Array, rows: Axis, columns: Axis, include_pad: bool) -> Array:
    """Mean of each window; whole numbers and Fractions give an object array of exact Fractions."""
    plan = _at_once(x.shape, x.dtype.char, rows, columns, include_pad)
    if plan:
        places, weights, counts, shape = plan
        cells = x.reshape(-1, len(weights)) if places is None else x.take(places)
        # By way of 0 * inf an infinite cell of a whole map would spoil windows that miss it.
        if places is not None or isfinite(np.vdot(cells, cells)):
            means = cells.dot(weights)
            if counts is not None:
                means /= counts
            return means.reshape(shape)
    sums, counts = window_sums(x, rows, columns), window_counts(rows, columns, include_pad)
    if x.dtype.kind == "f":
        return np.asarray((sums / counts).astype(x.dtype, copy=False))
    counts = np.broadcast_to(counts, sums.shape)
    exact = np.empty(sums.shape, dtype=object)
    for place in np.ndindex(sums.shape):
        exact[place] = Fraction(sums.item(place), counts.item(place))
    return exact


@lru_cache(maxsize=64)
def _at_once(
    shape: tuple[int, ...], dtype: str, rows: Axis, columns: Axis, include_pad: bool
) -> tuple[Array | None, Array, Array | None, tuple[int, ...]] | None:
    """How small maps of floats get their means from one product of matrices; None for others.

    Where the cells of each window stand, (windows, cells), or None when whole maps are multiplied; what each cell adds
    to a mean, (cells,) or for whole maps (cells, windows); what is left to divide by, as halves and quarters are exact
    and stand in the weights already; the shape of what comes out.
    """
    cells, seen = rows.n * columns.n, rows.out * columns.out
    if dtype not in "fd" or shape[-2:] != (rows.n, columns.n) or cells * seen > AT_ONCE:
        return None
    counts = window_counts(rows, columns, include_pad).astype(dtype).ravel()
    area = rows.kernel * columns.kernel
    if rows.bare and columns.bare and prod(shape[:-2]) * rows.taps * columns.taps <= FETCHED:
        places, weights, counts = _places(shape, rows, columns), np.ones(area, dtype), counts[:1]
    else:
        places, weights = None, _reads(rows, columns, dtype)
    exact = all(count.bit_count() == 1 for count in counts.astype(int).tolist())
    out = (*shape[:-2], rows.out, columns.out)
    return (places, _aligned(weights / counts), None, out) if exact else (places, _aligned(weights), counts, out)


def _places(shape: tuple[int, ...], rows: Axis, columns: Axis) -> Array:
    """Where the cells of each window stand in maps of this shape, without padding: (maps * windows, cells)."""
    seen = windows.reading(np.arange(prod(shape)).reshape(shape), rows, columns).swapaxes(1, 2)
    return windows.shared(np.ascontiguousarray(seen).reshape(-1, seen.shape[2]))


def _reads(rows: Axis, columns: Axis, dtype: str) -> Array:
    """1 for each cell that a window reads, else 0: (cells, windows)."""
    down, across = (np.zeros((axis.n, axis.out), dtype) for axis in (rows, columns))
    for read, axis in ((down, rows), (across, columns)):
        for i in range(axis.out):
            read[windows.reads_inside(axis, i), i] = 1
    return np.einsum("hi,wj->hwij", down, across).reshape(rows.n * columns.n, -1)


def _aligned(values: Array) -> Array:
    """A copy that begins where a line of the processor's cache does: products with it take up to a third less time."""
    line = 64
    room = np.empty(values.nbytes + line, np.uint8)
    first = -room.ctypes.data % line
    copy = room[first : first + values.nbytes].view(values.dtype).reshape(values.shape)
    copy[...] = values
    copy.setflags(write=False)  # it is kept
    return copy


def _counted(axis: Axis, include_pad: bool) -> list[int]:
    first, beyond = (-axis.begin, axis.n + axis.end) if include_pad else (0, axis.n)
    return [sum(first <= position < beyond for position in windows.reads(axis, i)) for i in range(axis.out)]


def lowest(x: Array) -> float:
    """What never wins against a cell of this type."""
    return _ends(x.dtype)[0]


def _highest(x: Array) -> float:
    return _ends(x.dtype)[1]


@cache
def _ends(dtype: np.dtype[Any]) -> tuple[float, float]:
    """The least and the greatest value of a type."""
    if dtype.kind == "b":
        return False, True
    if dtype.kind not in "iu":
        return -np.inf, np.inf
    limits = np.iinfo(dtype)
    return limits.min, limits.max
