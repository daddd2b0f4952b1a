"""K25: the largest cell of each window."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

import numpy as np

from exercises.answers import Format, Grid, Value
from exercises.draws import Rows, grid_of, pool_shape
from exercises.engine.pool import max_pool
from exercises.engine.sizes import Axis
from exercises.mistakes.extremes import extreme_models, extreme_targets, overlooked
from exercises.mistakes.grids import rows_of
from exercises.mistakes.windows import by_by
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.grids import fitting, grid_explanation, input_panel, ring
from exercises.solutions.pooling import pool_axes, pool_picture, pool_settings, saying_extremes
from exercises.text import T, Text


@dataclass(frozen=True)
class MaxPooling(Question):
    """A square window, one stride and padding per side for both axes; `ceil` is PyTorch's ceil_mode."""

    x: Rows
    kernel: int
    stride: int
    padding: int
    ceil: bool

    title = T("Max pooling")
    topic = "pooling"
    order = 1

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        height, width, kernel, stride, padding, ceil = pool_shape(rng, level)
        low, high = ((-6, 9), (-9, 7), (-9, 3))[level - 1]
        return cls(grid_of(rng, height, width, low, high), kernel, stride, padding, ceil)

    def targets(self, level: int) -> tuple[str, ...]:
        return extreme_targets(self.axes)

    @property
    def axes(self) -> tuple[Axis, Axis]:
        return pool_axes(self.x, self.kernel, self.stride, self.padding, self.ceil)

    def prompt(self) -> Text:
        return T(
            "Max pooling of the %(size)s input with %(settings)s. What is the output?",
            size=by_by(len(self.x), len(self.x[0])),
            settings=pool_settings(self.kernel, self.stride, self.padding, self.ceil),
        )

    def convention(self) -> Text:
        if self.padding:
            return T("PyTorch: floor; padding is minus infinity, never 0")
        if self.ceil:
            return T("PyTorch: ceil_mode, the last windows may hang over the edge")
        return T("PyTorch: floor")

    def picture(self) -> Picture:
        return pool_picture(self.x)

    @property
    def answer(self) -> Format:
        return Grid()

    def solve(self) -> Value:
        return rows_of(max_pool(np.array(self.x), *self.axes))

    def wrong_models(self) -> Iterator[Mistake]:
        return extreme_models(np.array(self.x), self.axes, largest=True)

    def near_misses(self, given: Value) -> Iterator[Mistake]:
        return overlooked(given, np.array(self.x), self.axes, largest=True)

    def explain(self) -> Explanation:
        axes = self.axes
        return grid_explanation(
            self.picture(),
            input_panel(self.x, axes, "−∞"),
            axes,
            self.solve(),
            T("%(ring)s %(fitting)s", ring=ring(axes), fitting=fitting(axes)),
            saying_extremes(self.x, axes, largest=True),
        )
