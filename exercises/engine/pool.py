"""Pooling: maximum, minimum and average of each window. Padding never wins, and counts only when told to."""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array


def max_pool(x: Array, rows: Axis, columns: Axis) -> Array:
    """Largest real cell of each window of `x` (..., H, W); padding is minus infinity (PyTorch, ONNX)."""
    return windows.patches(x, rows, columns, lowest(x)).max(axis=(-2, -1))


def min_pool(x: Array, rows: Axis, columns: Axis) -> Array:
    """Smallest real cell of each window; padding is plus infinity."""
    return windows.patches(x, rows, columns, _highest(x)).min(axis=(-2, -1))


def window_sums(x: Array, rows: Axis, columns: Axis) -> Array:
    """Sum of each window; padding adds nothing."""
    return windows.patches(x, rows, columns).sum(axis=(-2, -1))


def window_counts(rows: Axis, columns: Axis, include_pad: bool) -> NDArray[np.int64]:
    """How many cells each average divides by, shape (out_h, out_w).

    With `include_pad` the pads count (PyTorch's default, Caffe); the overhang of a ceil rule never does.
    """
    return np.outer(_counted(rows, include_pad), _counted(columns, include_pad))


def average_pool(x: Array, rows: Axis, columns: Axis, include_pad: bool) -> Array:
    """Mean of each window; integer input gives an object array of exact Fractions."""
    sums = window_sums(x, rows, columns)
    counts = np.broadcast_to(window_counts(rows, columns, include_pad), sums.shape)
    if not np.issubdtype(x.dtype, np.integer):
        return sums / counts
    exact = np.empty(sums.shape, dtype=object)
    for place in np.ndindex(sums.shape):
        exact[place] = Fraction(int(sums[place]), int(counts[place]))
    return exact


def _counted(axis: Axis, include_pad: bool) -> list[int]:
    first, beyond = (-axis.begin, axis.n + axis.end) if include_pad else (0, axis.n)
    return [sum(first <= position < beyond for position in windows.reads(axis, i)) for i in range(axis.out)]


def lowest(x: Array) -> float:
    """What never wins against a cell of this type."""
    return np.iinfo(x.dtype).min if np.issubdtype(x.dtype, np.integer) else -np.inf


def _highest(x: Array) -> float:
    return np.iinfo(x.dtype).max if np.issubdtype(x.dtype, np.integer) else np.inf
