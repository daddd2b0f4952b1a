"""Adaptive pooling: the output size is given, and the bins follow from it (PyTorch's rule)."""

import numpy as np

from exercises.engine.conventions import at_least
from exercises.engine.pool import quotients, roomy
from exercises.engine.windows import Array, adaptive_bin, check_rank, widened


def adaptive_max_pool(x: Array, height: int, width: int) -> Array:
    """`x` (..., H, W) -> (..., height, width): the largest cell of each bin.

    By hand: [[1, 5, 2, 4, 3]] for 1 x 3 gives [[5, 5, 4]]. Raises Impossible for an output without cells.
    """
    found = [[seen.max(axis=(-2, -1)) for seen in row] for row in _bins(x, height, width)]
    return np.moveaxis(np.array(found), (0, 1), (-2, -1))


def adaptive_average_pool(x: Array, height: int, width: int) -> Array:
    """The mean of each bin; whole numbers and truth values give an object array of exact Fractions.

    By hand: [[1, 5, 2, 4, 3]] for 1 x 3 gives [[3, 11/3, 7/2]]. Raises Impossible for an output without cells.
    """
    rows = _bins(widened(roomy(x, x.size)), height, width)
    sums = np.moveaxis(np.array([[seen.sum(axis=(-2, -1)) for seen in row] for row in rows]), (0, 1), (-2, -1))
    counts = np.array([[seen.shape[-2] * seen.shape[-1] for seen in row] for row in rows])
    return quotients(sums, counts)


def _bins(x: Array, height: int, width: int) -> list[list[Array]]:
    """The part of `x` that each output cell reads."""
    at_least("height", height, 1)
    at_least("width", width, 1)
    check_rank("x", x, "(..., H, W)")
    down = [adaptive_bin(x.shape[-2], height, i) for i in range(height)]
    across = [adaptive_bin(x.shape[-1], width, j) for j in range(width)]
    return [[x[..., a.start : a.stop, b.start : b.stop] for b in across] for a in down]
