"""K20: the whole map of a valid convolution."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

import numpy as np

from exercises.answers import Format, Grid, Value
from exercises.draws import grid_of
from exercises.engine import windows
from exercises.engine.conv import correlate
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.mistakes.convolution import inside_the_window, misplaced_windows, rows_of, turned_kernel
from exercises.pictures import Picture, Role, describe_grid, grid_panel
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.grids import sum_of_products, window_steps
from exercises.text import T, Text

Rows = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class ConvolutionGrid(Question):
    """An input grid and a kernel, both of whole numbers; stride 1, no padding."""

    x: Rows
    w: Rows

    title = T("Convolution map")
    about = T("Slide a kernel over a grid of numbers and write down every sum.")
    topic = "convolution"
    order = 1

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        if level == 1:
            return cls(grid_of(rng, 4, 4, 0, 5), grid_of(rng, 2, 2, -1, 2))
        if level == 2:
            return cls(grid_of(rng, 5, 5, 0, 9), grid_of(rng, 3, 3, -1, 1))
        return cls(grid_of(rng, 6, 7, -5, 9), grid_of(rng, 2, 3, -3, 3))

    def targets(self, level: int) -> tuple[str, ...]:
        turned = ("kernel-flipped",) if level == 3 else ("kernel-flipped", "kernel-transposed")
        return (*turned, "negatives-cut")

    def well_posed(self, level: int) -> bool:
        return bool(np.abs(self._map()).max() <= 99)

    @property
    def axes(self) -> tuple[Axis, Axis]:
        return Axis(len(self.x), len(self.w)), Axis(len(self.x[0]), len(self.w[0]))

    def prompt(self) -> Text:
        return T("Slide the kernel over the input with stride 1 and no padding. What is the output?")

    def convention(self) -> Text:
        return T("Deep learning: cross-correlation, the kernel is not flipped")

    def picture(self) -> Picture:
        return Picture(
            (grid_panel("input", T("input"), self.x), grid_panel("kernel", T("kernel"), self.w, Role.WEIGHT)),
            T(
                "%(x)s. %(w)s.",
                x=describe_grid(T("Input"), self.x),
                w=describe_grid(T("Kernel"), self.w),
            ),
        )

    @property
    def answer(self) -> Format:
        return Grid()

    def solve(self) -> Value:
        return rows_of(self._map())

    def wrong_models(self) -> Iterator[Mistake]:
        x, w = np.array(self.x), np.array(self.w)
        for model in (turned_kernel, misplaced_windows, inside_the_window):
            yield from model(x, w, *self.axes)

    def explain(self) -> Explanation:
        wanted = self.solve()
        blank = [[""] * len(wanted[0])] * len(wanted)
        output = grid_panel("output", T("output"), blank, Role.BLANK)
        steps = window_steps(*self.axes, wanted, self._say)
        given = self.picture()
        return Explanation(Picture((*given.panels, output), given.description), steps)

    def _map(self) -> Array:
        return correlate(np.array(self.x), np.array(self.w))

    def _say(self, i: int, j: int) -> Text:
        patch = windows.patches(np.array(self.x), *self.axes)[i, j]
        return T(
            "Row %(i)s, column %(j)s: %(sum)s",
            i=i,
            j=j,
            sum=sum_of_products(patch, np.array(self.w)),
        )
