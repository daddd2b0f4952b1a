"""Pooling: maximum, minimum and average of each window. Padding never wins, and counts only when told to."""

from fractions import Fraction
from functools import cache, lru_cache
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array

AT_ONCE = 20_000  # weights, one for each cell and window, up to which a product of matrices is the quickest mean


def max_pool(x: Array, rows: Axis, columns: Axis) -> Array:
    """Largest real cell of each window of `x` (..., H, W); padding is minus infinity (PyTorch, ONNX)."""
    return joined(np.maximum, x, rows, columns, 0 if rows.bare and columns.bare else lowest(x))


def min_pool(x: Array, rows: Axis, columns: Axis) -> Array:
    """Smallest real cell of each window; padding is plus infinity."""
    return joined(np.minimum, x, rows, columns, _highest(x))


def window_sums(x: Array, rows: Axis, columns: Axis) -> Array:
    """Sum of each window; padding adds nothing."""
    whole = x.astype(np.int64) if x.dtype.kind in "iu" else x  # small integers would overflow
    return joined(np.add, whole, rows, columns)


def joined(join: np.ufunc, x: Array, rows: Axis, columns: Axis, fill: float = 0) -> Array:
    """The cells of each window of `x` (..., H, W) joined by `join`; padding is `fill`.

    On large maps down first, then across. By hand: maxima of 2 x 2 windows with stride 2 over [[1, 2], [4, 3]] are
    [[4]], by way of [[4, 3]].
    """
    whole = windows.padded(x, rows, columns, fill)
    places = windows.places_by_tap(whole.shape, rows, columns)
    if places is not None:
        return np.asarray(join.reduce(whole.take(places)))
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
        weights, counts, flat, shape = plan
        cells = x.reshape(flat)
        if isfinite(np.vdot(cells, cells)):  # by way of 0 * inf an infinite cell would spoil windows that miss it
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
) -> tuple[Array, Array | None, tuple[int, int], tuple[int, ...]] | None:
    """How small maps of floats get their means from one product of matrices; None for others.

    What each cell adds to each mean, (cells, windows); what is left to divide by, as halves and quarters are exact and
    stand in the weights already; the shape of a list of maps; the shape of what comes out.
    """
    cells, seen = rows.n * columns.n, rows.out * columns.out
    if dtype not in "fd" or shape[-2:] != (rows.n, columns.n) or cells * seen > AT_ONCE:
        return None
    reads = [np.zeros((axis.n, axis.out), dtype) for axis in (rows, columns)]
    for read, axis in zip(reads, (rows, columns), strict=True):
        for i in range(axis.out):
            read[windows.reads_inside(axis, i), i] = 1
    weights = np.einsum("hi,wj->hwij", *reads).reshape(cells, seen)
    counts = window_counts(rows, columns, include_pad).astype(dtype).ravel()
    exact = all(count.bit_count() == 1 for count in counts.astype(int).tolist())
    shapes = (-1, cells), (*shape[:-2], rows.out, columns.out)
    return (weights / counts, None, *shapes) if exact else (weights, counts, *shapes)


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
    if dtype.kind not in "iu":
        return -np.inf, np.inf
    limits = np.iinfo(dtype)
    return limits.min, limits.max
