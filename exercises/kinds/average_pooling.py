"""K26: the exact average of each window, and what counts in its divisor."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

import numpy as np

from exercises.answers import Format, Grid, Value
from exercises.draws import Rows, grid_of, pool_shape
from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.frozen import changed, once
from exercises.mistakes.averages import Averaging, average_models, one_wrong_average
from exercises.mistakes.grids import rows_of
from exercises.mistakes.rounding import rounded_cells
from exercises.mistakes.windows import by_by
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.grids import fitting, grid_explanation, input_panel, ring
from exercises.solutions.pooling import pool_axes, pool_picture, pool_settings, saying_averages
from exercises.text import T, Text

# Height, width, window, stride, padding, ceil mode. A padded 4 x 4 with window 3 is where pads and overhang meet.
PADDED = ((4, 4, 2, 2, 1, False), (4, 6, 2, 2, 1, False), (5, 5, 3, 2, 1, False), (5, 3, 3, 2, 1, False))
OVERHANGING = (
    (5, 5, 2, 2, 0, True),
    (5, 4, 2, 2, 0, True),
    (3, 5, 2, 2, 0, True),
    (6, 6, 3, 2, 0, True),
    (4, 4, 3, 2, 1, True),
    (4, 5, 3, 2, 1, True),
)


@dataclass(frozen=True)
class AveragePooling(Question):
    """A square window; `include_pad` says whether padded zeros count, `ceil` is PyTorch's ceil_mode."""

    x: Rows
    kernel: int
    stride: int
    padding: int
    ceil: bool
    include_pad: bool

    title = T("Average pooling")
    about = T("Average each window exactly, and know which cells count.")
    topic = "pooling"
    order = 3

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        shapes = (None, PADDED, OVERHANGING)[level - 1]
        height, width, kernel, stride, padding, ceil = rng.choice(shapes) if shapes else pool_shape(rng, 1)
        include_pad = level != 2 or rng.random() < 0.5
        x = grid_of(rng, height, width, -4 if level == 3 else 0, 9)
        return cls(x, kernel, stride, padding, ceil, include_pad)

    def targets(self, level: int) -> tuple[str, ...]:
        inside = ("not-divided", "divided-by-side", "fraction-dropped", "stride-ignored", "neighbouring-windows")
        divisor = ("pads-not-counted" if self.include_pad else "pads-counted",) if self.padding else ()
        padded = ("padding-ignored", "padding-once") if self.padding else ()
        overhang = ("overhang-counted", "ceil-ignored") if any(map(windows.overhang, self.axes)) else ()
        return (*inside, *divisor, *padded, *overhang)

    @property
    def axes(self) -> tuple[Axis, Axis]:
        return pool_axes(self.x, self.kernel, self.stride, self.padding, self.ceil)

    @once
    def _pool(self) -> Averaging:
        return Averaging(np.array(self.x), *self.axes, self.include_pad)

    def sliding(self) -> tuple[Axis, ...]:
        return self.axes

    def prompt(self) -> Text:
        return T(
            "Average pooling of the %(size)s input with %(settings)s. %(divisor)s What is the output? Give exact "
            "numbers, as fractions or decimals.",
            size=by_by(len(self.x), len(self.x[0])),
            settings=pool_settings(self.kernel, self.stride, self.padding, self.ceil),
            divisor=self._divisor(),
        )

    def _divisor(self) -> Text:
        if self.ceil and self.padding:
            return T("The padded zeros count as cells; what hangs over beyond them does not.")
        if self.ceil:
            return T("What hangs over the edge does not count as cells.")
        if self.padding and self.include_pad:
            return T("The padded zeros count as cells.")
        if self.padding:
            return T("The padded zeros do not count as cells.")
        return T("Each window is divided by the number of its cells.")

    def convention(self) -> Text:
        if self.ceil and self.padding:
            return T("PyTorch: ceil_mode; padding counts (count_include_pad=True), the overhang never does")
        if self.ceil:
            return T("PyTorch: ceil_mode; what hangs over the edge never counts")
        if not self.padding:
            return T("PyTorch: floor")
        if self.include_pad:
            return T("PyTorch: floor; count_include_pad=True, its default")
        return T("ONNX: floor; count_include_pad=0, its default (as in Keras)")

    def picture(self) -> Picture:
        return pool_picture(self.x)

    @property
    def answer(self) -> Format:
        return Grid(fractions=True)

    def solve(self) -> Value:
        return rows_of(self._pool.slide.right)

    def wrong_models(self) -> Iterator[Mistake]:
        return average_models(self._pool)

    def near_misses(self, given: Value) -> Iterator[Mistake]:
        yield from rounded_cells(given, self.solve())
        yield from one_wrong_average(given, self._pool)

    def overlooking(self) -> Iterator[Question]:
        for other in (changed(self, stride=1), changed(self, padding=0), changed(self, ceil=False)):
            if other != self and all(axis.fits for axis in other.axes):
                yield other

    def explain(self) -> Explanation:
        axes = self.axes
        return grid_explanation(
            self.picture(),
            input_panel(self.x, axes),
            axes,
            self.solve(),
            T("%(ring)s %(fitting)s", ring=ring(axes), fitting=fitting(axes)),
            saying_averages(self.x, axes, self.include_pad),
        )
