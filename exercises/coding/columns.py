"""What im2col and col2im share: their axes, and the orders in which a window can be written down."""

import numpy as np

from exercises.engine.sizes import Axis
from exercises.engine.windows import Array


def square_axes(height: int, width: int, kernel: int, stride: int, padding: int) -> tuple[Axis, Axis]:
    """Rows and columns with one kernel, stride and padding for both."""
    return Axis.symmetric(height, kernel, stride, padding), Axis.symmetric(width, kernel, stride, padding)


def channel_last(channels: int, kernel: int) -> Array:
    """Row numbers of the matrix when the channel runs fastest."""
    return np.arange(channels * kernel**2).reshape(channels, -1).T.ravel()


def column_by_column(channels: int, kernel: int) -> Array:
    """Row numbers of the matrix when each window is read column by column."""
    return np.arange(channels * kernel**2).reshape(channels, kernel, kernel).transpose(0, 2, 1).ravel()
