"""Windows as columns of a matrix, and back: how libraries turn a convolution into one matrix product."""

from itertools import product

import numpy as np

from exercises.engine import windows
from exercises.engine.conventions import Impossible, at_least
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array


def im2col(x: Array, rows: Axis, columns: Axis) -> Array:
    """`x` (C, H, W) -> (C * kh * kw, out_h * out_w): one column a window, channels first (PyTorch unfold).

    One map (H, W) will do. By hand: windows of 1 x 2 over [[1, 2, 3]] give [[1, 2], [2, 3]].
    """
    if x.ndim > 3:
        windows.check_rank("x", x, "(C, H, W)")
    return windows.reading(x, rows, columns).reshape(-1, rows.out * columns.out)


def col2im(columns_of: Array, channels: int, rows: Axis, columns: Axis) -> Array:
    """The other way: every column is added to the cells it came from; overlaps add up (PyTorch fold).

    By hand: [[1, 2], [2, 3]] with windows of 1 x 2 over 3 cells gives [[1, 4, 3]]. Raises Impossible when the matrix
    does not belong to these axes.
    """
    at_least("channels", channels, 1)
    wanted = (channels * rows.kernel * columns.kernel, rows.out * columns.out)
    if columns_of.shape != wanted:
        raise Impossible(f"these windows make a matrix of shape {wanted}, not {columns_of.shape}")
    seen = windows.widened(columns_of).reshape(channels, rows.kernel, columns.kernel, rows.out, columns.out)
    whole = np.zeros((channels, rows.reach, columns.reach), seen.dtype)
    for (a, down), (b, across) in product(enumerate(rows.runs), enumerate(columns.runs)):
        whole[:, down, across] += seen[:, a, b]
    return whole[:, rows.inside, columns.inside]
