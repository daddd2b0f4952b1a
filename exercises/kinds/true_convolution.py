"""K23: the convolution of mathematics, with the kernel turned, in the modes of scipy."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

import numpy as np

from exercises.answers import Value
from exercises.draws import grid_of
from exercises.engine.sizes import Axis, scipy_axis
from exercises.frozen import once
from exercises.kernel_on_grid import KernelOnGrid
from exercises.mistakes.convolution import convolving
from exercises.mistakes.grids import Sliding, rows_of
from exercises.mistakes.turning import wrong_turns
from exercises.mistakes.windows import by_by
from exercises.question import Explanation, Mistake
from exercises.solutions.convolution import saying_products
from exercises.solutions.grids import grid_explanation, input_panel
from exercises.solutions.turning import turned_picture, turning_setup
from exercises.text import T, Text

SHAPES = {
    1: ((1, 5, 1, 2), (1, 5, 1, 3), (1, 6, 1, 3)),
    2: ((3, 4, 2, 2), (4, 4, 2, 2), (4, 4, 3, 3), (4, 5, 2, 3), (5, 4, 3, 2)),
    3: ((2, 3, 2, 2), (3, 3, 2, 2), (3, 4, 2, 2), (3, 3, 2, 3), (3, 3, 3, 2)),
}


@dataclass(frozen=True)
class TrueConvolution(KernelOnGrid):
    """An input and a kernel; `mode` is scipy's: "valid", "same" or "full"."""

    mode: str

    title = T("True convolution")
    about = T("The convolution of mathematics turns the kernel first; scipy has three sizes of it.")
    topic = "convolution"
    order = 4

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        height, width, down, across = rng.choice(SHAPES[level])
        mode = {1: rng.choice(["valid", "full"]), 2: "valid", 3: rng.choice(["same", "same", "full"])}[level]
        return cls(grid_of(rng, height, width, 1, 9), grid_of(rng, down, across, -3, 3), mode)

    def targets(self, level: int) -> tuple[str, ...]:
        flat = len(self.w) == 1
        turned = () if flat else ("turned-one-way", "kernel-transposed")
        size = ("padding-ignored",) if self.mode != "valid" else ()
        return ("kernel-not-turned", *turned, *size, *(("odd-zero-wrong-end",) if self._is_lopsided else ()))

    def well_posed(self, level: int) -> bool:
        return bool(np.array(self.w).any())

    @property
    def _is_lopsided(self) -> bool:
        return self.mode == "same" and any(axis.begin != axis.end for axis in self._slide.axes)

    @once
    def _slide(self) -> Sliding:
        x, w = np.array(self.x), np.array(self.w)
        rows, columns = (scipy_axis(n, k, self.mode) for n, k in zip(x.shape, w.shape, strict=True))
        return convolving(x, w[::-1, ::-1], rows, columns)

    def sliding(self) -> tuple[Axis, ...]:
        return self._slide.axes

    def prompt(self) -> Text:
        values = {"x": by_by(len(self.x), len(self.x[0])), "w": by_by(len(self.w), len(self.w[0])), "mode": self.mode}
        if len(self.x) == 1:
            return T(
                "What is the convolution of this row of %(n)s numbers with the kernel of %(k)s, in mode “%(mode)s”? "
                "Write it as a grid of one row.",
                n=len(self.x[0]),
                k=len(self.w[0]),
                **values,
            )
        return T("What is the convolution of the %(x)s input with the %(w)s kernel, in mode “%(mode)s”?", **values)

    def convention(self) -> Text:
        if self.mode == "same":
            return T(
                "scipy.signal.convolve: the kernel is turned by 180 degrees; “same” is cut from “full” at (k - 1)//2"
            )
        return T("scipy.signal.convolve: the kernel is turned by 180 degrees")

    def solve(self) -> Value:
        return rows_of(self._slide.right)

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_turns(self._slide, np.array(self.w), self.mode)

    def explain(self) -> Explanation:
        axes, turned = self._slide.axes, tuple(row[::-1] for row in self.w[::-1])
        given = turned_picture(self.picture(), turned)
        setup = turning_setup(axes, self.mode)
        return grid_explanation(
            given, input_panel(self.x, axes), axes, self.solve(), setup, saying_products(self.x, turned, axes)
        )
