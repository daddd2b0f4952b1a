"""K30: the windows of a convolution as the columns of a matrix (im2col)."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

import numpy as np

from exercises.answers import Format, Grid, Value
from exercises.draws import Rows
from exercises.engine.columns import im2col
from exercises.engine.sizes import Axis
from exercises.mistakes.columns_matrix import wrong_matrices
from exercises.mistakes.grids import rows_of
from exercises.mistakes.windows import by_by
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.columns_matrix import channels_picture, column_steps
from exercises.text import T, Text

SHAPES = {
    1: ((1, 3, 4, 2, 2, 1, 0), (1, 4, 3, 2, 2, 1, 0), (1, 2, 4, 2, 2, 1, 0), (1, 3, 3, 2, 3, 1, 0)),
    2: ((1, 4, 6, 2, 2, 2, 0), (1, 2, 3, 2, 2, 2, 1), (1, 5, 4, 3, 2, 2, 0), (1, 3, 2, 2, 2, 2, 1)),
    3: (
        (2, 2, 3, 2, 2, 1, 0),
        (2, 3, 3, 2, 2, 1, 0),
        (2, 3, 2, 1, 2, 1, 0),
        (2, 3, 5, 2, 2, 2, 0),
        (3, 2, 3, 2, 2, 1, 0),
    ),
}
"""Channels, height and width, those of the kernel, stride and padding, by level."""


@dataclass(frozen=True)
class ColumnsMatrix(Question):
    """Channels `x` (C, H, W) whose cells all differ; stride and padding (per side) are those of both axes."""

    x: tuple[Rows, ...]
    kernel: tuple[int, int]
    stride: int
    padding: int

    title = T("Windows as columns")
    about = T("Write every window as a column of one matrix, as libraries do (im2col).")
    topic = "convolution"
    order = 6
    size_rule = T("It has a column for each window, and a row for each cell that a window reads.")
    is_map = False

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        channels, height, width, down, across, stride, padding = rng.choice(SHAPES[level])
        cells = iter(rng.sample(range(1, 10 * channels + 20), channels * height * width))
        x = tuple(tuple(tuple(next(cells) for _ in range(width)) for _ in range(height)) for _ in range(channels))
        return cls(x, (down, across), stride, padding)

    def targets(self, level: int) -> tuple[str, ...]:
        channels = ("channel-last",) if len(self.x) > 1 else ()
        stride = ("stride-ignored",) if self.stride > 1 else ()
        turned = ("columns-first",) if min(self.kernel) > 1 else ()
        return ("windows-as-rows", *turned, *channels, *stride)

    @property
    def _axes(self) -> tuple[Axis, Axis]:
        sizes = (len(self.x[0]), len(self.x[0][0]))
        rows, columns = (
            Axis.symmetric(n, k, self.stride, self.padding) for n, k in zip(sizes, self.kernel, strict=True)
        )
        return rows, columns

    def sliding(self) -> tuple[Axis, ...]:
        return self._axes

    def prompt(self) -> Text:
        values = {"k": by_by(*self.kernel), "s": self.stride, "c": len(self.x)}
        ending = T("Which matrix holds each window as a column?")
        if len(self.x) > 1:
            return T(
                "A %(k)s window slides over %(c)s channels at once with stride %(s)s and no padding. %(asked)s",
                asked=ending,
                **values,
            )
        if self.padding:
            return T(
                "A %(k)s window slides over the input with stride %(s)s and zero padding of 1 on every side. %(asked)s",
                asked=ending,
                **values,
            )
        return T(
            "A %(k)s window slides over the input with stride %(s)s and no padding. %(asked)s", asked=ending, **values
        )

    def convention(self) -> Text:
        return T("PyTorch unfold: windows from left to right, row by row; in a column channel by channel, row by row")

    def picture(self) -> Picture:
        return channels_picture(self.x)

    @property
    def answer(self) -> Format:
        return Grid()

    def solve(self) -> Value:
        return rows_of(im2col(np.array(self.x), *self._axes))

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_matrices(np.array(self.x), self._axes)

    def explain(self) -> Explanation:
        return column_steps(self.x, np.array(self.x), self._axes)
