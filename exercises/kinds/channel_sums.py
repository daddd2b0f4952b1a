"""K22: the map of one filter that reads several channels."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

import numpy as np

from exercises.answers import Format, Grid, Value
from exercises.draws import Rows, below, grid_of
from exercises.engine.conv import conv2d
from exercises.engine.filters import Stacked
from exercises.engine.sizes import Axis
from exercises.mistakes.channels import wrong_sums
from exercises.mistakes.grids import rows_of
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.channels import stack_picture, stack_steps
from exercises.text import T, Text, minus

SHAPES = ((3, 3), (3, 4), (4, 3))


@dataclass(frozen=True)
class ChannelSums(Question):
    """Channels `x` (C, H, W) and the kernels `w` (C/groups, 2, 2) of the filter asked for, numbered from 1."""

    x: tuple[Rows, ...]
    w: tuple[Rows, ...]
    bias: int
    groups: int
    filters: int
    asked: int

    title = T("Several channels")
    about = T("Convolve each channel with its own kernel, add the maps, and add the bias.")
    topic = "convolution"
    order = 3

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        height, width = (3, 3) if level > 1 else rng.choice(SHAPES)
        channels, groups = ((2, 1), (3, 1), (4, 2))[level - 1]
        x = tuple(grid_of(rng, height, width, 0, 5) for _ in range(channels))
        w = tuple(grid_of(rng, 2, 2, -2, 2) for _ in range(channels // groups))
        if level == 2 and rng.random() < 0.15:
            x, w = _whole_thirds(rng, x)
        bias = rng.choice([-5, -4, -3, -2, 2, 3, 4, 5]) if level > 1 else 0
        filters = rng.choice([2, 4, 6]) if level == 3 else 1
        return cls(x, w, bias, groups, filters, rng.randint(filters // 2 + 1, filters) if level == 3 else 1)

    def targets(self, level: int) -> tuple[str, ...]:
        biased = ("bias-forgotten", "bias-per-channel") if self.bias else ()
        grouped = ("groups-ignored",) if self.groups > 1 else ()
        return ("one-channel", "one-kernel-for-all", "kernel-flipped", *biased, *grouped)

    def well_posed(self, level: int) -> bool:
        return all(any(any(row) for row in kernel) for kernel in self.w)

    @property
    def _stack(self) -> Stacked:
        rows, columns = Axis.symmetric(len(self.x[0]), 2), Axis.symmetric(len(self.x[0][0]), 2)
        group = (self.asked - 1) // (self.filters // self.groups)
        return Stacked(np.array(self.x), np.array(self.w), self.bias, (rows, columns), group * len(self.w))

    def sliding(self) -> tuple[Axis, ...]:
        return self._stack.axes

    def prompt(self) -> Text:
        values = {"channels": len(self.x), "bias": minus(self.bias), "filters": self.filters, "asked": self.asked}
        if self.groups > 1:
            return T(
                "A convolution with %(channels)s input channels, %(filters)s filters and %(groups)s groups slides with "
                "stride 1 and no padding. Filter %(asked)s (counted from 1) has these kernels and bias %(bias)s. What "
                "is its output map?",
                groups=self.groups,
                **values,
            )
        if self.bias:
            return T(
                "One filter has a kernel for each of %(channels)s channels, and bias %(bias)s. It slides with stride 1 "
                "and no padding. What is its output map?",
                **values,
            )
        return T(
            "One filter has a kernel for each of %(channels)s channels, and no bias. It slides with stride 1 and no "
            "padding. What is its output map?",
            **values,
        )

    def convention(self) -> Text:
        if self.groups > 1:
            return T("PyTorch: the first filters read the first group of channels; kernels are not flipped")
        return T("PyTorch: one kernel for each channel, their maps are added; kernels are not flipped")

    def picture(self) -> Picture:
        return stack_picture(self.x, self.w)

    @property
    def answer(self) -> Format:
        return Grid()

    def solve(self) -> Value:
        """From the layer as a whole, of which this filter is one: the others do not matter and are zero."""
        stack = self._stack
        w = np.zeros((self.filters, *stack.w.shape), dtype=int)
        w[self.asked - 1] = stack.w
        bias = np.full(self.filters, self.bias)
        return rows_of(conv2d(stack.x[None], w, *stack.axes, bias, self.groups)[0, self.asked - 1])

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_sums(self._stack)

    def explain(self) -> Explanation:
        return stack_steps(self.picture(), self._stack, self.groups)


def _whole_thirds(rng: Random, x: tuple[Rows, ...]) -> tuple[tuple[Rows, ...], tuple[Rows, ...]]:
    """Three channels whose maps add up to multiples of 3, so that averaging them can be seen.

    Kernels that are alike modulo 3 do it when the cells of the channels add up to multiples of 3.
    """
    first, second, _ = x
    third = tuple(
        tuple(-(a + b) % 3 + 3 * below(rng, 2) for a, b in zip(*rows, strict=True))
        for rows in zip(first, second, strict=True)
    )
    alike = grid_of(rng, 2, 2, 0, 2)
    w = tuple(tuple(tuple(v - 3 * below(rng, 2) if v else 0 for v in row) for row in alike) for _ in x)
    return (first, second, third), w
