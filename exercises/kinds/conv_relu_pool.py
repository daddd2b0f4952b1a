"""K28: a convolution, ReLU and pooling, one after another."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from random import Random
from typing import Any, Self

import numpy as np

from exercises.answers import Format, Grid, Grids, Part, Value
from exercises.draws import Rows, grid_of
from exercises.engine.filters import Stacked
from exercises.engine.sizes import Axis
from exercises.engine.stages import Staged
from exercises.frozen import once
from exercises.mistakes.extremes import overlooked
from exercises.mistakes.faulty_stage import faulty_stage, follow
from exercises.mistakes.stages import Chained, wrong_stages
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.stages import filter_said, pool_said, stage_steps, stages_picture
from exercises.text import T, Text, minus

MOST_CELLS = 99


@dataclass(frozen=True)
class ConvReluPool(Question):
    """Channels `x` (C, H, W) and filters `w` (O, C, k, k) that share a bias and a padding; the filter `asked`, from 1.

    The pooling window is 2 × 2 and moves by `stride`; `largest` is max pooling, otherwise the average. With `staged`
    the map after each stage is asked for; without it only the last one, as in questions that were stored before.
    """

    x: tuple[Rows, ...]
    w: tuple[tuple[Rows, ...], ...]
    bias: int
    padding: int
    stride: int
    largest: bool
    asked: int
    staged: bool = False

    title = T("Convolution, ReLU, pooling")
    about = T("Three stages in a row: slide the filter, cut the negatives, pool what is left.")
    topic = "pooling"
    order = 5

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        if level == 1:
            return cls((grid_of(rng, 5, 5, 0, 5),), ((grid_of(rng, 2, 2, -2, 2),),), 0, 0, 2, True, 1, True)
        if level == 2:
            channels = tuple(grid_of(rng, 4, 4, -3, 5) for _ in range(2))
            filters = tuple(tuple(grid_of(rng, 2, 2, -2, 2) for _ in range(2)) for _ in range(2))
            return cls(channels, filters, rng.choice([-4, -3, -2, 2, 3, 4]), 0, 1, True, rng.randint(1, 2), True)
        height, width = rng.choice(((4, 4), (4, 4), (5, 4), (4, 5)))
        x, w = grid_of(rng, height, width, -3, 6), grid_of(rng, 3, 3, -1, 1)
        return cls((x,), ((w,),), 0, 1, 2, rng.random() < 0.3, 1, True)

    def targets(self, level: int) -> tuple[str, ...]:
        mean = () if self.largest else ("extreme-for-mean",)
        order = ("relu-after-pool", *mean) if self.staged or mean else ()
        volume = ("one-channel", "other-filter", "filters-added") if len(self.w) > 1 else ()
        bias = ("bias-forgotten",) if self.bias else ()
        padded = ("padding-ignored", "relu-first") if self.padding else ()
        strided = ("stride-ignored",) if self.stride > 1 else ()
        return ("relu-forgotten", "relu-as-size", "kernel-flipped", *order, *volume, *bias, *padded, *strided)

    def well_posed(self, level: int) -> bool:
        """Some cells survive ReLU and a window is all negative, so that both stages can be seen."""
        stages = self._stages
        numbers = stages.summed
        every_window = stages.pool(abs(numbers) * 0 + (numbers > 0)) > 0
        return bool(abs(numbers).max() <= MOST_CELLS and every_window.any() and not every_window.all())

    @once
    def _stages(self) -> Staged:
        return Staged(self._filter(self.asked - 1), 2, self.stride, self.largest)

    def _filter(self, number: int) -> Stacked:
        x, w = np.array(self.x), np.array(self.w[number])
        rows, columns = (Axis.symmetric(n, w.shape[2], 1, self.padding) for n in x.shape[1:])
        return Stacked(x, w, self.bias, (rows, columns))

    def sliding(self) -> tuple[Axis, ...]:
        return (*self._stages.filter.axes, *self._stages.axes_over(self._stages.summed))

    def prompt(self) -> Text:
        asked = self.asked if len(self.w) > 1 else 0
        words = {"filter": filter_said(asked, self.bias, self.padding), "pooling": pool_said(self.largest, self.stride)}
        if self.staged:
            return T(
                "%(filter)s %(pooling)s What is the map after the convolution, after ReLU and after pooling?", **words
            )
        return T("%(filter)s %(pooling)s What is the output?", **words)

    def convention(self) -> Text:
        return T(
            "PyTorch: the kernel is not flipped; ReLU makes 0 of negative numbers; pooling drops what is left over"
        )

    def picture(self) -> Picture:
        k = len(self.w[0][0])
        settings = [f"filter {self.asked}" if len(self.w) > 1 else "", f"p={self.padding}" if self.padding else ""]
        bias = f"bias {minus(self.bias)}" if self.bias else ""
        pooling = f"{'max' if self.largest else 'average'} pool 2 × 2"
        note = ", ".join(filter(None, [*settings, bias]))
        return stages_picture(self.x, self.w, ((f"conv {k} × {k}", note), ("ReLU", ""), (pooling, f"s={self.stride}")))

    @once
    def answer(self) -> Format:
        last = Grid(fractions=not self.largest)
        if not self.staged:
            return last
        stages = (
            Part("map", T("after the convolution"), Grid()),
            Part("relu", T("after ReLU"), Grid()),
            Part("output", T("after pooling"), last),
        )
        return Grids(stages, partial(follow, self._chain))

    @once
    def _chain(self) -> Chained:
        others = tuple(self._filter(number) for number in range(len(self.w)) if number != self.asked - 1)
        return Chained(self._stages, others, self.staged)

    def solve(self) -> Value:
        return self._chain.asked(self._chain.maps)

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_stages(self._chain)

    def near_misses(self, given: Value) -> Iterator[Mistake]:
        if self.staged:
            yield from faulty_stage(self._chain, given)
        elif self.largest:
            seen = self._stages.rectified
            yield from overlooked(given, seen, self._stages.axes_over(seen), True)

    def overlooking(self) -> Iterator[Question]:
        if self.staged:
            return iter(())  # the first faulty map is held against its own slips only
        turned = tuple(tuple(tuple(row[::-1] for row in one[::-1]) for one in kernels) for kernels in self.w)
        changes: tuple[dict[str, Any], ...] = (
            {"w": turned},
            {"bias": 0},
            {"padding": 0},
            {"largest": not self.largest},
        )
        return (other for other in (replace(self, **change) for change in changes) if other != self)

    def explain(self) -> Explanation:
        return stage_steps(self.x, self._stages, self.asked - 1, self.picture())
