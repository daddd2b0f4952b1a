"""K12: the values of adaptive pooling, whose bins follow from the output size."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

import numpy as np

from exercises.answers import Format, Grid, Value
from exercises.draws import Rows, grid_of
from exercises.engine.adaptive import adaptive_average_pool, adaptive_max_pool
from exercises.mistakes.adaptive import wrong_bins
from exercises.mistakes.grids import rows_of
from exercises.mistakes.windows import by_by
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.adaptive import adaptive_steps
from exercises.solutions.pooling import pool_picture
from exercises.text import T, Text

SHAPES = {
    1: ((4, 4, 2, 2), (4, 6, 2, 3), (6, 4, 2, 2), (6, 6, 3, 2), (4, 6, 2, 2)),
    2: ((1, 5, 1, 3), (1, 7, 1, 3), (1, 7, 1, 4), (1, 8, 1, 5), (1, 8, 1, 3), (1, 9, 1, 4)),
    3: ((5, 4, 3, 2), (4, 5, 2, 3), (5, 5, 2, 3), (5, 5, 3, 2), (5, 4, 2, 3), (3, 5, 2, 2)),
}
"""Height and width of the input, then of the output: bins that divide it, one axis that they do not, and both."""


@dataclass(frozen=True)
class AdaptivePooling(Question):
    """A map `x` that is pooled to `out` = (height, width); `largest` is the maximum of each bin, else its average."""

    x: Rows
    out: tuple[int, int]
    largest: bool

    title = T("Adaptive pooling")
    about = T("The output size is given: find the bins, and pool each of them.")
    topic = "pooling"
    order = 8
    size_rule = T("The question says how high and how wide it is.")

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        height, width, down, across = rng.choice(SHAPES[level])
        largest = rng.random() < (0.5 if level < 3 else 0.3)
        return cls(grid_of(rng, height, width, -9 if largest else 0, 9), (down, across), largest)

    def targets(self, level: int) -> tuple[str, ...]:
        inside = ("other-extreme",) if self.largest else ("not-divided",)
        return (*inside, *(("equal-bins", "bins-without-overlap") if level > 1 else ()))

    def well_posed(self, level: int) -> bool:
        """Something differs between bins, and not all of it is nothing."""
        return len({cell for row in self.solve() for cell in row}) > 1

    def prompt(self) -> Text:
        values = {"size": by_by(len(self.x), len(self.x[0])), "out": by_by(*self.out)}
        if self.largest:
            return T("Adaptive max pooling turns this %(size)s map into one of %(out)s. Which one?", **values)
        return T("Adaptive average pooling turns this %(size)s map into one of %(out)s. Which one, exactly?", **values)

    def convention(self) -> Text:
        return T("PyTorch: bin i of o over n cells starts at floor(i·n/o) and ends before ceil((i + 1)·n/o)")

    def picture(self) -> Picture:
        return pool_picture(self.x)

    @property
    def answer(self) -> Format:
        return Grid(fractions=not self.largest)

    def solve(self) -> Value:
        pool = adaptive_max_pool if self.largest else adaptive_average_pool
        return rows_of(pool(np.array(self.x), *self.out))

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_bins(np.array(self.x), self.out, self.largest)

    def explain(self) -> Explanation:
        return adaptive_steps(self.x, self.out, self.largest, self.solve())
