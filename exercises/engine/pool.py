"""Pooling: maximum, minimum and average of each window. Padding never wins, and counts only when told to."""

from collections.abc import Callable
from fractions import Fraction
from functools import cache, lru_cache
from math import isfinite, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exercises.engine import windows
from exercises.engine.conventions import Impossible
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array

FETCHED = 1_000  # cells up to which means are quickest when each cell is fetched from its place
AT_ONCE = 200_000  # multiplications up to which products of matrices are the quickest means of whole maps


def max_pool(x: Array, rows: Axis, columns: Axis) -> Array:
    """Largest real cell of each window of `x` (..., H, W); padding is minus infinity (PyTorch, ONNX).

    For integers it is the least that their type holds, which only a window of padding alone gives.
    """
    return _foremost(np.maximum, x, rows, columns, lowest)


def min_pool(x: Array, rows: Axis, columns: Axis) -> Array:
    """Smallest real cell of each window; padding is plus infinity, or the greatest integer of the type."""
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
    return joined(np.add, windows.widened(x), rows, columns)


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
    """Mean of each window; whole numbers and Fractions give an object array of exact Fractions.

    Raises Impossible for a window of padding alone, where padding does not count.
    """
    few = _fetched(x.shape, x.dtype.char, rows, columns)
    if few:
        places, weights, area, shape = few
        means = weights.dot(x.take(places))
        if area:
            means /= area
        return means.reshape(shape)
    whole = _whole(x.shape, x.dtype.char, rows, columns, include_pad)
    # By way of 0 * inf an infinite cell would spoil windows that miss it.
    if whole and isfinite(np.vdot(x, x)):
        down, across, divisors, shape = whole
        means = np.matmul(down, x).reshape(-1, columns.n).dot(across).reshape(shape)
        means /= divisors
        return means
    sums = window_sums(roomy(x, rows.kernel * columns.kernel), rows, columns)
    return quotients(sums, cell_counts(rows, columns, include_pad))


def roomy(x: Array, cells: int) -> Array:
    """`x` such that sums of so many of its cells are exact: Python's own integers where 64 bits might be too few."""
    if x.dtype.kind not in "iu" or not x.size or max(-int(x.min()), int(x.max())) * cells < 2**63:
        return x
    return x.astype(object)


def quotients(sums: Array, counts: Array) -> Array:
    """Sums over counts: floats of the type of the sums, and of all else exact Fractions."""
    if sums.dtype.kind == "f":
        return np.asarray((sums / counts).astype(sums.dtype, copy=False))
    return np.asarray(_exact(sums, counts))


_exact = np.frompyfunc(Fraction, 2, 1)


@lru_cache(maxsize=64)
def _fetched(
    shape: tuple[int, ...], dtype: str, rows: Axis, columns: Axis
) -> tuple[Array, Array, int, tuple[int, ...]] | None:
    """How few floats that meet no padding are averaged: each is fetched from its place. None for others.

    Where the cells of each window stand, (cells, windows); what each counts, (cells,); what is left to divide by, 0 for
    nothing: halves and quarters are exact and stand in the weights already; the shape of what comes out.
    """
    reads = prod(shape[:-2]) * rows.taps * columns.taps
    if not _multiplies(shape, dtype, rows, columns) or not (rows.bare and columns.bare) or reads > FETCHED:
        return None
    seen = windows.reading(np.arange(prod(shape)).reshape(shape), rows, columns).swapaxes(0, 1)
    area = len(seen)
    places = windows.kept(seen).reshape(area, -1)
    exact = area.bit_count() == 1
    weights = np.full(area, 1 / area if exact else 1, dtype)
    return places, weights, 0 if exact else area, (*shape[:-2], rows.out, columns.out)


@lru_cache(maxsize=64)
def _whole(
    shape: tuple[int, ...], dtype: str, rows: Axis, columns: Axis, include_pad: bool
) -> tuple[Array, Array, Array, tuple[int, ...]] | None:
    """How small maps of floats are averaged: by two products of matrices, down and across. None for others.

    Which rows each window reads, (out_h, H); which columns, (W, out_w); the divisors, (out_h, out_w); the shape of what
    comes out.
    """
    products = prod(shape[:-2]) * rows.out * columns.n * (rows.n + columns.out)
    if not _multiplies(shape, dtype, rows, columns) or products > AT_ONCE:
        return None
    divisors = cell_counts(rows, columns, include_pad).astype(dtype)
    down, across = _reads(rows, dtype), _reads(columns, dtype).T.copy()
    return down, across, divisors, (*shape[:-2], rows.out, columns.out)


def _multiplies(shape: tuple[int, ...], dtype: str, rows: Axis, columns: Axis) -> bool:
    """Whether these are floats that BLAS multiplies, of maps that the axes speak of."""
    return dtype in "fd" and shape[-2:] == (rows.n, columns.n)


def cell_counts(rows: Axis, columns: Axis, include_pad: bool) -> Array:
    """The counts, none of which is 0."""
    counts = window_counts(rows, columns, include_pad)
    if not counts.all():
        empty = [(axis, i) for axis in (rows, columns) for i in range(axis.out) if not windows.reads_inside(axis, i)]
        axis, i = empty[0]
        raise Impossible(
            f"window {i} begins at place {windows.start(axis, i)} and reads none of the {axis.n} cells; "
            "use less padding, or a larger window"
        )
    return counts


def _reads(axis: Axis, dtype: str) -> Array:
    """1 for each cell that a window reads, else 0: (windows, cells)."""
    read = np.zeros((axis.out, axis.n), dtype)
    for i in range(axis.out):
        read[i, windows.reads_inside(axis, i)] = 1
    return read


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
