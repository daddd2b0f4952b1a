"""Where the maximum of each window lies, and what flows back through a pooling."""

import numpy as np

from exercises.engine import windows
from exercises.engine.conventions import Impossible, at_least
from exercises.engine.pool import cell_counts, lowest, quotients
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array


def max_pool_indices(x: Array, rows: Axis, columns: Axis) -> Array:
    """For each window of `x` (H, W) the place row * W + column of its largest real cell, the first of equals.

    As PyTorch's `return_indices` counts them for one map; a NaN is the largest. By hand: [[1, 5], [7, 2]] with one
    2 x 2 window gives [[2]]. Raises Impossible for a window of padding alone, which has no such cell.
    """
    windows.check_rank("x", x, "(H, W)")
    seen = windows.patches(x, rows, columns, lowest(x)).reshape(rows.out, columns.out, -1)
    if not (rows.bare and columns.bare):
        seen = _largest_and_real(seen, rows, columns)
    down, across = np.divmod(seen.argmax(axis=-1), columns.kernel)
    row = np.arange(rows.out)[:, None] * rows.stride - rows.begin + down * rows.dilation
    column = np.arange(columns.out) * columns.stride - columns.begin + across * columns.dilation
    return np.asarray(row * x.shape[1] + column)


def _largest_and_real(seen: Array, rows: Axis, columns: Axis) -> Array:
    """Which taps of each window, (out_h, out_w, taps), read its maximum and no padding.

    The padding holds the least of all, and a real cell may be as small: so where a tap lies decides between equals.
    """
    cell_counts(rows, columns, include_pad=False)
    largest = seen == seen.max(axis=-1, keepdims=True)
    if seen.dtype.kind == "f":
        largest |= np.isnan(seen)  # a maximum of NaN equals nothing
    down, across = windows.real_taps(rows), windows.real_taps(columns)
    return largest & (down[:, None, :, None] & across[None, :, None, :]).reshape(seen.shape)


def max_pool_backward(x: Array, dy: Array, rows: Axis, columns: Axis) -> Array:
    """`dy` (out_h, out_w) -> dx (H, W): each window hands its gradient to its largest cell; overlaps add up.

    By hand: x = [[1, 5, 2]], windows of 1 x 2, dy = [[10, 20]] give [[0, 30, 0]].
    """
    _check(dy, rows, columns)
    dy = windows.widened(dy)
    dx = np.zeros(x.size, dy.dtype)
    np.add.at(dx, max_pool_indices(x, rows, columns).ravel(), dy.ravel())
    return dx.reshape(x.shape)


def average_pool_backward(dy: Array, rows: Axis, columns: Axis, include_pad: bool) -> Array:
    """`dy` (out_h, out_w) -> dx (H, W): each window shares its gradient out equally; what pads get is lost.

    Integers that do not divide become exact Fractions. By hand: 3 cells, windows of 1 x 2, dy = [[10, 20]] give
    [[5, 15, 10]]. Raises Impossible for a window of padding alone, where padding does not count.
    """
    _check(dy, rows, columns)
    shares = _shared(windows.widened(dy), cell_counts(rows, columns, include_pad))
    dx = np.zeros((rows.n, columns.n), shares.dtype)
    for i, j in np.ndindex(dy.shape):
        dx[np.ix_(windows.reads_inside(rows, i), windows.reads_inside(columns, j))] += shares[i, j]
    return dx


def max_unpool(pooled: Array, indices: Array, height: int, width: int) -> Array:
    """The pooled numbers back at their places, zeros elsewhere (PyTorch max_unpool2d, ONNX MaxUnpool).

    By hand: [[5]] at the place [[2]] of 2 x 2 cells is [[0, 0], [5, 0]]. Raises Impossible for numbers and places that
    are not alike, and for places that the map does not have.
    """
    at_least("height", height, 1)
    at_least("width", width, 1)
    if indices.shape != pooled.shape or indices.dtype.kind not in "iu":
        raise Impossible(
            f"each number needs its place, a whole number; the numbers have shape {pooled.shape}, "
            f"but the places {indices.shape} of type {indices.dtype}"
        )
    if indices.size and not 0 <= indices.min() <= indices.max() < height * width:
        raise Impossible(f"the places must lie in a map of {height} x {width} cells, from 0 to {height * width - 1}")
    whole = np.zeros(height * width, pooled.dtype)
    whole[indices.ravel()] = pooled.ravel()
    return whole.reshape(height, width)


def _check(dy: Array, rows: Axis, columns: Axis) -> None:
    if dy.shape != (rows.out, columns.out):
        raise Impossible(f"dy must have shape {(rows.out, columns.out)}, and not {dy.shape}")


def _shared(dy: Array, counts: Array) -> Array:
    if dy.dtype.kind == "i" and not (dy % counts).any():
        return np.asarray(dy // counts)
    return quotients(dy, counts)
