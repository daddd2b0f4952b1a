"""K30: what flows back through a pooling."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

import numpy as np

from exercises.answers import Format, Grid, Value
from exercises.draws import Rows, grid_of
from exercises.engine.routing import average_pool_backward, max_pool_backward
from exercises.engine.sizes import Axis
from exercises.mistakes.gradients import wrong_routes
from exercises.mistakes.grids import rows_of
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.gradients import gradient_picture, gradient_steps, pooled_back
from exercises.solutions.pooling import pool_settings
from exercises.text import T, Text

SETTINGS = {
    1: ((4, 4, 2, 2, 0), (4, 6, 2, 2, 0), (6, 4, 2, 2, 0)),
    2: ((3, 3, 2, 1, 0), (5, 5, 3, 2, 0), (3, 4, 2, 1, 0), (4, 3, 2, 1, 0)),
    3: ((4, 4, 2, 2, 1), (5, 5, 3, 2, 1), (3, 3, 2, 1, 0), (3, 4, 2, 1, 0)),
}
"""Height, width, window, stride and padding by level."""


@dataclass(frozen=True)
class PoolingGradient(Question):
    """Cells `x` that all differ, and `dy`, the gradient of the output; `largest` is max pooling, else the average."""

    x: Rows
    dy: Rows
    kernel: int
    stride: int
    padding: int
    largest: bool

    title = T("Gradients of a pooling")
    about = T("Send the gradient of the output back to the cells that it came from.")
    topic = "pooling"
    order = 6
    size_rule = T("The gradient of the input is as large as the input.")

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        height, width, kernel, stride, padding = rng.choice(SETTINGS[level])
        cells = iter(rng.sample(range(-9 if level > 1 else 0, 30), height * width))
        x = tuple(tuple(next(cells) for _ in range(width)) for _ in range(height))
        rows, columns = (Axis.symmetric(n, kernel, stride, padding) for n in (height, width))
        largest = level < 3 or padding > 0
        size, times = (rows.out, columns.out), 1 if largest else kernel * kernel
        drawn = grid_of(rng, *size, -6, 9) if largest else grid_of(rng, *size, -2, 4)
        dy = tuple(tuple(times * value for value in row) for row in drawn)
        return cls(x, dy, kernel, stride, padding, largest)

    def targets(self, level: int) -> tuple[str, ...]:
        overlap = ("overlap-not-added",) if self.stride < self.kernel else ()
        if self.largest:
            return ("routed-to-all", "other-extreme", "gradient-shared", *overlap)
        return ("routed-to-all", "gradient-routed", *overlap)

    def well_posed(self, level: int) -> bool:
        return all(value for row in self.dy for value in row)

    @property
    def _axes(self) -> tuple[Axis, Axis]:
        sizes = len(self.x), len(self.x[0])
        rows, columns = (Axis.symmetric(n, self.kernel, self.stride, self.padding) for n in sizes)
        return rows, columns

    def sliding(self) -> tuple[Axis, ...]:
        return self._axes

    def prompt(self) -> Text:
        settings = pool_settings(self.kernel, self.stride, self.padding, False)
        if self.largest:
            return T(
                "Max pooling with %(settings)s went over this input. This is the gradient of the loss for each cell of "
                "the output. What is it for each cell of the input?",
                settings=settings,
            )
        return T(
            "Average pooling with %(settings)s went over this input. This is the gradient of the loss for each cell of "
            "the output. What is it for each cell of the input?",
            settings=settings,
        )

    def convention(self) -> Text:
        return T("Backpropagation: gradients that reach the same cell add up; padding gets none")

    def picture(self) -> Picture:
        return gradient_picture({"input": self.x, "gradient": self.dy})

    @property
    def answer(self) -> Format:
        return Grid()

    def solve(self) -> Value:
        x, dy = np.array(self.x), np.array(self.dy)
        if self.largest:
            return rows_of(max_pool_backward(x, dy, *self._axes))
        return rows_of(average_pool_backward(dy, *self._axes, include_pad=False))

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_routes(np.array(self.x), np.array(self.dy), self._axes, self.largest)

    def explain(self) -> Explanation:
        parts = pooled_back(np.array(self.x), np.array(self.dy), self._axes, self.largest)
        return gradient_steps(self.picture(), _RULES[self.largest], self.solve(), parts)


_RULES = {
    True: T(
        "Only the largest cell of a window decided its output. So it gets the whole gradient of that output, and the "
        "other cells get nothing from it."
    ),
    False: T("Every cell of a window went into its average alike. So each gets the same share of the gradient."),
}
