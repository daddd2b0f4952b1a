"""What the pooling problems share: their axes, and wrong ways of placing windows."""

from random import Random
from typing import Any

import numpy as np

from exercises.coding.windows import window_on
from exercises.engine.conventions import Impossible, Rounding
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.problem import Arguments, Place, Window


def axes_of(
    x: Array, kernel: int, stride: int, padding: int, ceil_mode: bool, rule: Rounding = Rounding.CEIL_CLIP
) -> tuple[Axis, Axis]:
    """Rows and columns of a pooling; Impossible where the padding is more than half the window, as in PyTorch."""
    if 2 * padding > kernel:
        raise Impossible(f"padding {padding} is more than half of the window {kernel}")
    rounding = rule if ceil_mode else Rounding.FLOOR
    rows, columns = (Axis(n, kernel, stride, padding, padding, rounding=rounding) for n in x.shape)
    return rows, columns


def wide(x: Array) -> Array:
    """The cells as 64-bit numbers of their kind."""
    return x.astype(np.float64 if x.dtype.kind == "f" else np.int64)


def pool_window(fill: str) -> Any:
    """`Problem.window` of a pooling whose padding holds `fill`."""

    def window(arguments: Arguments, index: Place) -> Window:
        x, kernel, stride, padding, ceil_mode = arguments[:5]
        rows, columns = axes_of(x, kernel, stride, padding, ceil_mode)
        return window_on(x, rows, columns, index[0], index[1], fill)

    return window


def drawn_settings(rng: Random, padded: bool, ceil_mode: bool) -> tuple[int, int, int, bool, int, int]:
    """Window, stride, padding, ceil mode, height and width; the window is not as long as the stride."""
    kernel = rng.randint(2, 4)
    stride = rng.choice([s for s in (1, 2, 3) if s != kernel])
    padding = rng.randint(1, kernel // 2) if padded else 0
    return kernel, stride, padding, ceil_mode, kernel + rng.randint(1, 5), kernel + rng.randint(0, 5)
