"""K20: the whole map of a valid convolution."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

import numpy as np

from exercises.answers import Value
from exercises.draws import NAMED_KERNELS, grid_of
from exercises.engine.sizes import Axis
from exercises.frozen import once
from exercises.kernel_on_grid import KernelOnGrid
from exercises.mistakes.convolution import convolving, inside_the_window, one_wrong_cell, turned_kernel
from exercises.mistakes.grids import Sliding, rows_of
from exercises.mistakes.windows import by_by, misplaced
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.convolution import kernel_words, saying_products
from exercises.solutions.grids import fitting, grid_explanation
from exercises.text import T, Text

SHAPES_WITH_RECTANGLES = ((4, 5, 2, 3), (5, 4, 3, 2), (4, 6, 2, 3), (6, 4, 3, 2), (5, 5, 2, 3))


@dataclass(frozen=True)
class ConvolutionGrid(KernelOnGrid):
    """An input grid and a kernel, both of whole numbers; stride 1, no padding."""

    title = T("Convolution map")
    about = T("Slide a kernel over a grid of numbers and write down every sum.")
    topic = "convolution"
    order = 1

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        if level == 1:
            return cls(grid_of(rng, 4, 4, 0, 5), grid_of(rng, 2, 2, -1, 2))
        if level == 2:
            named = rng.random() < 0.3
            kernel = rng.choice(list(NAMED_KERNELS)) if named else grid_of(rng, 3, 3, -1, 1)
            return cls(grid_of(rng, 5, 5, 0, 9), kernel)
        height, width, down, across = rng.choice(SHAPES_WITH_RECTANGLES)
        return cls(grid_of(rng, height, width, -5, 9), grid_of(rng, down, across, -3, 3))

    def targets(self, level: int) -> tuple[str, ...]:
        """Turning is no target for the named kernels that it does not change; nor is cutting, for those of ones."""
        w = np.array(self.w)
        turned = {"kernel-flipped": w[::-1, ::-1], "kernel-transposed": w.T}
        named = self.w in NAMED_KERNELS
        visible = [slip for slip, wrong in turned.items() if not (named and np.array_equal(wrong, w))]
        cut = ["negatives-cut"] if w.min() < 0 else []
        return (*visible, *cut, "mean-of-products", "largest-product")

    def well_posed(self, level: int) -> bool:
        both_signs = self.w in NAMED_KERNELS or min(map(min, self.w)) < 0 < max(map(max, self.w))
        return bool(both_signs and np.abs(self._slide.right).max() <= 99)

    @once
    def _slide(self) -> Sliding:
        x, w = np.array(self.x), np.array(self.w)
        return convolving(x, w, Axis.symmetric(len(x), len(w)), Axis.symmetric(x.shape[1], w.shape[1]))

    def sliding(self) -> tuple[Axis, ...]:
        return self._slide.axes

    def prompt(self) -> Text:
        return T(
            "Slide %(kernel)s over the %(size)s input with stride 1 and no padding. What is the output?",
            kernel=kernel_words(self.w),
            size=by_by(len(self.x), len(self.x[0])),
        )

    def convention(self) -> Text:
        return T("Deep learning: cross-correlation, the kernel is not flipped")

    def solve(self) -> Value:
        return rows_of(self._slide.right)

    def wrong_models(self) -> Iterator[Mistake]:
        w = np.array(self.w)
        yield from turned_kernel(self._slide, w)
        yield from misplaced(self._slide)
        yield from inside_the_window(self._slide, w)

    def near_misses(self, given: Value) -> Iterator[Mistake]:
        return one_wrong_cell(given, self._slide, np.array(self.w))

    def overlooking(self) -> Iterator[Question]:
        yield self.kernel_turned()
        if len(self.w) <= len(self.x[0]) and len(self.w[0]) <= len(self.x):
            yield self.kernel_transposed()

    def explain(self) -> Explanation:
        given, axes = self.picture(), self._slide.axes
        return grid_explanation(
            given, given.panels[0], axes, self.solve(), fitting(axes), saying_products(self.x, self.w, axes)
        )
