"""Windows as columns of a matrix, and back: how libraries turn a convolution into one matrix product."""

import numpy as np

from exercises.engine import windows
from exercises.engine.conventions import Impossible
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array


def im2col(x: Array, rows: Axis, columns: Axis) -> Array:
    """`x` (C, H, W) -> (C * kh * kw, out_h * out_w): one column a window, channels first (PyTorch unfold).

    By hand: windows of 1 x 2 over [[1, 2, 3]] give [[1, 2], [2, 3]].
    """
    return windows.reading(x, rows, columns).reshape(-1, rows.out * columns.out)


def col2im(columns_of: Array, channels: int, rows: Axis, columns: Axis) -> Array:
    """The other way: every column is added to the cells it came from; overlaps add up (PyTorch fold).

    By hand: [[1, 2], [2, 3]] with windows of 1 x 2 over 3 cells gives [[1, 4, 3]]. Raises Impossible when the matrix
    does not belong to these axes.
    """
    wanted = (channels * rows.kernel * columns.kernel, rows.out * columns.out)
    if columns_of.shape != wanted:
        raise Impossible(f"these windows make a matrix of shape {wanted}, not {columns_of.shape}")
    seen = windows.widened(columns_of).reshape(channels, rows.kernel, columns.kernel, rows.out, columns.out)
    whole = np.zeros((channels, rows.padded, columns.padded), seen.dtype)
    for a, b in np.ndindex(rows.kernel, columns.kernel):
        down = slice(a * rows.dilation, a * rows.dilation + (rows.out - 1) * rows.stride + 1, rows.stride)
        across = slice(
            b * columns.dilation, b * columns.dilation + (columns.out - 1) * columns.stride + 1, columns.stride
        )
        whole[:, down, across] += seen[:, a, b]
    return whole[:, rows.begin : rows.begin + rows.n, columns.begin : columns.begin + columns.n]
