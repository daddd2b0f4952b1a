"""K19: a single cell of a convolution map."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any, Self

import numpy as np

from exercises.answers import Format, Integer, Value
from exercises.draws import NAMED_KERNELS, Rows, convolution_numbers
from exercises.engine.conv import correlate
from exercises.engine.sizes import Axis
from exercises.frozen import changed
from exercises.mistakes.entries import one_product_off, wrong_entries
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.convolution import given_picture, kernel_words, sliding_settings
from exercises.solutions.entries import entry_picture, entry_steps
from exercises.text import T, Text

Two = tuple[int, int]
SMALL = ((4, 5, 2, 2), (5, 4, 2, 2), (5, 5, 3, 3), (5, 6, 3, 3))
LARGE = ((5, 6, 3, 3), (6, 5, 3, 3), (6, 6, 3, 3), (6, 7, 3, 2), (7, 6, 2, 3))
# Asked for is a cell off the diagonal, or (level 3) any, from level two on with cells before it on both axes.


@dataclass(frozen=True)
class OneEntry(Question):
    """An input `x` and a kernel `w`; asked for is the output cell (row, column), counted from 0."""

    x: Rows
    w: Rows
    stride: int
    padding: int
    row: int
    column: int

    title = T("One cell of a convolution")
    about = T("Find the right window, and add up its products.")
    topic = "convolution"
    order = 0

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        stride, padding = (1, 0) if level < 3 else rng.choice([(2, 0), (1, 1), (2, 1)])
        x, w = convolution_numbers(rng, SMALL if level == 1 else LARGE, 0 if level == 1 else -9, 9, 3)
        if level == 1 and rng.random() < 0.5 and len(w) == len(w[0]) == 3:
            w = rng.choice(list(NAMED_KERNELS))
        rows, columns = cls(x, w, stride, padding, 0, 0).axes
        first = min(level - 1, 1)
        places = [(i, j) for i in range(first, rows.out) for j in range(first, columns.out) if i != j or level == 3]
        return cls(x, w, stride, padding, *rng.choice(places))

    def targets(self, level: int) -> tuple[str, ...]:
        inside = ("neighbouring-windows",) if self.stride > 1 and max(self.row, self.column) > 0 else ()
        padding = ("padding-ignored",) if self.padding else ()
        if level == 1:
            return ("window-off-by-one",)
        return ("kernel-flipped", "axes-swapped" if level == 2 else "counted-from-one", *inside, *padding)

    @property
    def axes(self) -> tuple[Axis, Axis]:
        return (
            Axis.symmetric(len(self.x), len(self.w), self.stride, self.padding),
            Axis.symmetric(len(self.x[0]), len(self.w[0]), self.stride, self.padding),
        )

    def sliding(self) -> tuple[Axis, ...]:
        return self.axes

    def prompt(self) -> Text:
        return T(
            "Slide %(kernel)s over the %(size)s input with %(settings)s. Only one cell of the output is asked for: the "
            "one in row %(row)s and column %(column)s, counted from 0. What is its value?",
            kernel=kernel_words(self.w),
            size=f"{len(self.x)} × {len(self.x[0])}",
            settings=sliding_settings((self.stride,) * 2, (self.padding,) * 2, False),
            row=self.row,
            column=self.column,
        )

    def convention(self) -> Text:
        return T("PyTorch: the kernel is not flipped; the first index is 0")

    def picture(self) -> Picture:
        return given_picture(self.x, self.w)

    @property
    def answer(self) -> Format:
        return Integer()

    def solve(self) -> Value:
        return int(correlate(np.array(self.x), np.array(self.w), *self.axes)[self.row, self.column])

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_entries(np.array(self.x), np.array(self.w), self.axes, (self.row, self.column))

    def near_misses(self, given: Value) -> Iterator[Mistake]:
        return one_product_off(given, np.array(self.x), np.array(self.w), self.axes, (self.row, self.column))

    def overlooking(self) -> Iterator[Question]:
        turned, swapped = tuple(row[::-1] for row in self.w[::-1]), tuple(zip(*self.w, strict=True))
        before = {"row": self.row - 1, "column": self.column - 1}
        across = {"row": self.column, "column": self.row}
        changes: tuple[dict[str, Any], ...] = (
            {"w": turned},
            {"w": swapped},
            {"stride": 1},
            {"padding": 0},
            before,
            across,
        )
        for change in changes:
            other = changed(self, **change)
            places = zip(other.axes, (other.row, other.column), strict=True)
            if other != self and all(axis.fits and 0 <= place < axis.out for axis, place in places):
                yield other

    def explain(self) -> Explanation:
        place = (self.row, self.column)
        return Explanation(
            entry_picture(self.picture(), self.x, self.axes), entry_steps(self.x, self.w, self.axes, place)
        )
