"""What a shift of the input does to the output of a layer with windows, along one axis."""

from dataclasses import dataclass

import numpy as np

from exercises.engine.conventions import at_least
from exercises.engine.sizes import Axis
from exercises.engine.windows import patches
from exercises.frozen import frozen, once

EFFECTS = ("stays", "moves", "changes")
Row = tuple[int, ...]


@dataclass(frozen=True)
class Windowed:
    """A convolution with `weights`, or max pooling when there are none: a function from a row to a row."""

    weights: tuple[int, ...]
    size: int
    stride: int

    def __call__(self, x: Row) -> Row:
        """The output of one row. By hand: max pooling 2, stride 2 of (1, 3, 2, 0) is (3, 2)."""
        seen = patches(np.array([x]), Axis.symmetric(1, 1), Axis.symmetric(len(x), self.size, self.stride))[0, :, 0]
        made = seen @ np.array(self.weights) if self.weights else seen.max(axis=-1)
        return tuple(made.tolist())


@frozen
class Shifted:
    """A row `x` before a layer, and the same row moved right by `shift`, with zeros coming in on the left."""

    layer: Windowed
    x: Row
    shift: int

    @once
    def moved(self) -> Row:
        at_least("shift", self.shift, 0)
        return ((0,) * self.shift + self.x)[: len(self.x)]

    @once
    def before(self) -> Row:
        """The output of `x`."""
        return self.layer(self.x)

    @once
    def after(self) -> Row:
        """The output of the row that has moved."""
        return self.layer(self.moved)

    @once
    def effect(self) -> str:
        return effect(self.before, self.after)

    @property
    def is_plain(self) -> bool:
        """Whether no other effect can be said of it too."""
        return sayable(self.before, self.after) == (self.effect,)


def effect(before: Row, after: Row) -> str:
    """One of `EFFECTS`: "moves" is one cell to the right, with a 0 coming in and nothing but a 0 falling off."""
    if before == after:
        return "stays"
    return "moves" if (*after, 0) == (0, *before) else "changes"


def sayable(before: Row, after: Row) -> tuple[str, ...]:
    """Each of `EFFECTS` that somebody can say with reason, who does not look at what comes in and what falls off.

    By hand: 8, 8, 8 that becomes 8, 8, 8 stays and has moved along.
    """
    said = {"stays": before == after, "moves": after[1:] == before[:-1]}
    return tuple(name for name, holds in said.items() if holds) or ("changes",)
