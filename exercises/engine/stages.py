"""A filter, ReLU and a pooling, one after another, with the map after each stage."""

from dataclasses import dataclass

import numpy as np

from exercises.engine.filters import Stacked
from exercises.engine.pool import average_pool, max_pool
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.frozen import once


@dataclass(frozen=True)
class Staged:
    """A filter over channels, then ReLU, then a square pooling window; `largest` is max pooling, else the average.

    By hand: the map [[1, -2], [3, -4]] becomes [[1, 0], [3, 0]], its maximum 3 and its average 1.
    """

    filter: Stacked
    window: int
    stride: int
    largest: bool

    @property
    def summed(self) -> Array:
        """The map of the filter, (h, w), with its bias."""
        return self.filter.right

    @property
    def rectified(self) -> Array:
        return relu(self.summed)

    @once
    def pooled(self) -> Array:
        """The last map; averages of whole numbers are exact Fractions."""
        return self.pool(self.rectified)

    def pool(self, seen: Array, stride: int = 0) -> Array:
        """This pooling of another map."""
        axes = self.axes_over(seen, stride)
        return max_pool(seen, *axes) if self.largest else average_pool(seen, *axes, include_pad=False)

    def axes_over(self, seen: Array, stride: int = 0) -> tuple[Axis, Axis]:
        """How the pooling window moves over a map."""
        rows, columns = (Axis.symmetric(n, self.window, stride or self.stride) for n in seen.shape)
        return rows, columns


def relu(values: Array) -> Array:
    """Negative numbers become 0, all others stay. By hand: [-2, 0, 3] becomes [0, 0, 3]."""
    return np.maximum(values, 0)
