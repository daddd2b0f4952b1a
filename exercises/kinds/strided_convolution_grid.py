"""K21: the whole map of a convolution with padding, a stride, or both."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

import numpy as np

from exercises.answers import Value
from exercises.draws import convolution_numbers
from exercises.engine.sizes import Axis, same_axis
from exercises.frozen import changed, once
from exercises.kernel_on_grid import KernelOnGrid
from exercises.mistakes.convolution import border_values, convolving, inside_the_window, one_wrong_cell, turned_kernel
from exercises.mistakes.grids import Sliding, rows_of
from exercises.mistakes.same import same_sides
from exercises.mistakes.windows import by_by, misplaced
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.convolution import kernel_words, saying_products, sliding_settings
from exercises.solutions.grids import fitting, grid_explanation, input_panel, ring, same_ring
from exercises.text import T, Text

# Height and width of the input, then those of the kernel; with SAME_UPPER the stride, too.
PADDED = ((3, 3, 2, 2), (3, 3, 3, 3), (3, 4, 3, 3), (4, 3, 3, 3))
STRIDED = ((5, 5, 3, 3), (6, 6, 3, 3), (5, 7, 3, 3), (6, 4, 2, 2), (6, 6, 2, 2), (7, 5, 3, 3))
PER_AXIS = ((5, 5, 3, 3), (5, 4, 3, 3), (4, 5, 3, 3), (6, 5, 3, 3))
SETTINGS = (((2, 1), (1, 0)), ((2, 1), (0, 1)), ((1, 2), (1, 0)))  # strides, pads
SAME = (
    *(((4, 4, 3, 3), 2), ((6, 6, 3, 3), 2), ((4, 6, 3, 3), 2), ((6, 4, 3, 3), 2)),  # one zero at each axis's end
    *(((5, 6, 3, 3), 3), ((6, 5, 3, 3), 3)) * 2,  # none on one axis, so that zeros on every side make another map
)


@dataclass(frozen=True)
class StridedConvolutionGrid(KernelOnGrid):
    """Strides and pads are (down, across), pads per side; with `same` the pads are those of SAME_UPPER instead."""

    strides: tuple[int, int]
    pads: tuple[int, int]
    same: bool = False

    title = T("Strided and padded convolution map")
    about = T("Padding and strides move the windows; the sums follow them.")
    topic = "convolution"
    order = 2

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        if level == 1:
            return cls(*convolution_numbers(rng, PADDED, 1, 9, 1), (1, 1), (1, 1))
        if level == 2:
            return cls(*convolution_numbers(rng, STRIDED, 0, 9, 2), (2, 2), (0, 0))
        if rng.random() < 0.5:
            return cls(*convolution_numbers(rng, PER_AXIS, -4, 9, 2), *rng.choice(SETTINGS))
        shape, stride = rng.choice(SAME)
        return cls(*convolution_numbers(rng, (shape,), -4, 9, 2), (stride, stride), (0, 0), same=True)

    def targets(self, level: int) -> tuple[str, ...]:
        turned = ("kernel-flipped", "kernel-transposed", "negatives-cut")
        # Without zeros at the beginning, whoever leaves out those at the end has the map without its last windows.
        ignored = ("padding-ignored",) if any(axis.begin for axis in self.sliding()) else ()
        padded = (*ignored, "edge-repeated", "zeros-around-output")
        strided = ("stride-ignored", "neighbouring-windows", *self._late())
        if level == 1:
            return (*turned, *padded, "padding-once")
        if level == 2:
            # Where a window that moves too far fits only once, that is the map without its last windows.
            skipped = any(axis.span > axis.stride for axis in self.sliding())
            return (*turned, *strided, *(("skipped-stride",) if skipped else ()))
        special = ("same-other-end", "same-made-symmetric") if self.same else ("settings-swapped", "padding-once")
        return (*turned, *padded, *strided, *special)

    def _late(self) -> tuple[str, ...]:
        """Where the strided axis has a pad of 1, windows one cell late are those without padding: one slip, not two."""
        alike = any(stride > 1 and pad == 1 for stride, pad in zip(self.strides, self.pads, strict=True))
        return () if alike else ("sampled-late",)

    def well_posed(self, level: int) -> bool:
        w, right = np.array(self.w), self._slide.right
        return bool(w.min() < 0 < w.max() and np.abs(right).max() <= 99)

    @once
    def _slide(self) -> Sliding:
        x, w = np.array(self.x), np.array(self.w)
        settings = zip(x.shape, w.shape, self.strides, self.pads, strict=True)
        rows, columns = (same_axis(n, k, s) if self.same else Axis.symmetric(n, k, s, p) for n, k, s, p in settings)
        return convolving(x, w, rows, columns)

    def sliding(self) -> tuple[Axis, ...]:
        return self._slide.axes

    def prompt(self) -> Text:
        return T(
            "Slide %(kernel)s over the %(size)s input with %(settings)s. What is the output?",
            kernel=kernel_words(self.w),
            size=by_by(len(self.x), len(self.x[0])),
            settings=sliding_settings(self.strides, self.pads, self.same),
        )

    def convention(self) -> Text:
        if self.same:
            return T("SAME_UPPER (ONNX, Keras “same”): an odd zero goes to the end; the kernel is not flipped")
        return T("PyTorch: floor, padding per side; the kernel is not flipped")

    def solve(self) -> Value:
        return rows_of(self._slide.right)

    def wrong_models(self) -> Iterator[Mistake]:
        slide, w = self._slide, np.array(self.w)
        yield from turned_kernel(slide, w)
        yield from misplaced(slide)
        yield from border_values(slide)
        if self.same:
            yield from same_sides(slide)
        yield from inside_the_window(slide, w)

    def near_misses(self, given: Value) -> Iterator[Mistake]:
        return one_wrong_cell(given, self._slide, np.array(self.w))

    def overlooking(self) -> Iterator[Question]:
        bare, dense = changed(self, pads=(0, 0), same=False), changed(self, strides=(1, 1), same=False)
        turned = self.kernel_turned()
        for other in (bare, dense, turned, self.kernel_transposed()):
            if other != self and all(axis.fits for axis in other._slide.axes):
                yield other

    def explain(self) -> Explanation:
        axes = self._slide.axes
        setup = same_ring(axes) if self.same else T("%(ring)s %(fitting)s", ring=ring(axes), fitting=fitting(axes))
        return grid_explanation(
            self.picture(),
            input_panel(self.x, axes),
            axes,
            self.solve(),
            setup,
            saying_products(self.x, self.w, axes),
        )
