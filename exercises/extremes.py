"""What max and min pooling questions share: all but their words and which extreme wins."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar, Self

import numpy as np

from exercises.answers import Format, Grid, Value
from exercises.draws import Rows, grid_of, pool_shape
from exercises.engine.pool import max_pool, min_pool
from exercises.engine.sizes import Axis
from exercises.frozen import changed
from exercises.mistakes.extremes import extreme_models, extreme_targets, overlooked
from exercises.mistakes.grids import rows_of
from exercises.mistakes.windows import by_by
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.grids import fitting, grid_explanation, input_panel, ring
from exercises.solutions.pooling import pool_axes, pool_picture, pool_settings, saying_extremes
from exercises.text import T, Text


@dataclass(frozen=True)
class ExtremePooling(Question):
    """A square window, one stride and padding per side for both axes; `ceil` is PyTorch's ceil_mode.

    `largest` says which cell of a window wins; `values` are the (lowest, highest) cells drawn at each level;
    `asks` names the pooling, with `size` and `settings` filled in.
    """

    x: Rows
    kernel: int
    stride: int
    padding: int
    ceil: bool

    topic = "pooling"
    largest: ClassVar[bool]
    values: ClassVar[tuple[tuple[int, int], ...]]
    asks: ClassVar[Text]

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        height, width, kernel, stride, padding, ceil = pool_shape(rng, level)
        return cls(grid_of(rng, height, width, *cls.values[level - 1]), kernel, stride, padding, ceil)

    def targets(self, level: int) -> tuple[str, ...]:
        return extreme_targets(self.axes)

    @property
    def axes(self) -> tuple[Axis, Axis]:
        return pool_axes(self.x, self.kernel, self.stride, self.padding, self.ceil)

    def sliding(self) -> tuple[Axis, ...]:
        return self.axes

    def prompt(self) -> Text:
        settings = pool_settings(self.kernel, self.stride, self.padding, self.ceil)
        return self.asks.filled(size=by_by(len(self.x), len(self.x[0])), settings=settings)

    def picture(self) -> Picture:
        return pool_picture(self.x)

    @property
    def answer(self) -> Format:
        return Grid()

    def solve(self) -> Value:
        pool = max_pool if self.largest else min_pool
        return rows_of(pool(np.array(self.x), *self.axes))

    def wrong_models(self) -> Iterator[Mistake]:
        return extreme_models(np.array(self.x), self.axes, self.largest)

    def near_misses(self, given: Value) -> Iterator[Mistake]:
        return overlooked(given, np.array(self.x), self.axes, self.largest)

    def overlooking(self) -> Iterator[Question]:
        changes: tuple[dict[str, Any], ...] = ({"stride": 1}, {"stride": self.kernel}, {"padding": 0}, {"ceil": False})
        for change in changes:
            other = changed(self, **change)
            if other != self and all(axis.fits for axis in other.axes):
                yield other

    def explain(self) -> Explanation:
        axes = self.axes
        return grid_explanation(
            self.picture(),
            input_panel(self.x, axes, "−∞" if self.largest else "+∞"),
            axes,
            self.solve(),
            T("%(ring)s %(fitting)s", ring=ring(axes), fitting=fitting(axes)),
            saying_extremes(self.x, axes, self.largest),
        )
