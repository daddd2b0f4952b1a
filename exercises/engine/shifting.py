"""What a shift of the input does to the output of a layer with windows, along one axis."""

from dataclasses import dataclass

import numpy as np

from exercises.engine.sizes import Axis
from exercises.engine.windows import patches

EFFECTS = ("stays", "moves", "changes")


@dataclass(frozen=True)
class Windowed:
    """A convolution with `weights`, or max pooling when there are none: a function from a row to a row."""

    weights: tuple[int, ...]
    size: int
    stride: int

    def __call__(self, x: tuple[int, ...]) -> tuple[int, ...]:
        """The output of one row. By hand: max pooling 2, stride 2 of (1, 3, 2, 0) is (3, 2)."""
        seen = patches(np.array([x]), Axis(1, 1), Axis(len(x), self.size, self.stride))[0, :, 0]
        made = seen @ np.array(self.weights) if self.weights else seen.max(axis=-1)
        return tuple(made.tolist())


def effect(before: tuple[int, ...], after: tuple[int, ...]) -> str:
    """One of `EFFECTS`: "moves" is one cell to the right, with a 0 coming in and nothing but a 0 falling off."""
    if before == after:
        return "stays"
    return "moves" if (*after, 0) == (0, *before) else "changes"
