"""Lp pooling: the p-norm of each window, without a mean (PyTorch LPPool2d for p even or inputs >= 0, ONNX LpPool)."""

import numpy as np

from exercises.engine.conventions import Impossible
from exercises.engine.pool import window_sums
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array, widened


def power_sums(x: Array, rows: Axis, columns: Axis, p: int = 2) -> Array:
    """The sum of |x|^p over each window of `x` (..., H, W), exact on integers; padding adds nothing.

    By hand: the window [[3, 1], [2, 5]] has 9 + 1 + 4 + 25 = 39. Raises Impossible for p below 1.
    """
    if p < 1:
        raise Impossible(f"p is {p}, but must be at least 1")
    return window_sums(abs(widened(x)) ** p, rows, columns)


def lp_pool(x: Array, rows: Axis, columns: Axis, p: int = 2) -> Array:
    """The p-th root of `power_sums`, as decimals. By hand: 1 x 2 windows over [[3, 4]] give [[5.0]] for p = 2."""
    return np.asarray(power_sums(x, rows, columns, p).astype(np.float64) ** (1 / p))
