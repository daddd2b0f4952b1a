"""K30: the values of a transposed convolution."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

import numpy as np

from exercises.answers import Value
from exercises.draws import grid_of
from exercises.engine.sizes import Axis
from exercises.engine.transposed import transposed_conv
from exercises.engine.transposed_sizes import cropped, stamped
from exercises.kernel_on_grid import KernelOnGrid
from exercises.mistakes.grids import rows_of
from exercises.mistakes.stamping import Stamping, wrong_stamps
from exercises.mistakes.windows import by_by
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.stamping import stamping_steps
from exercises.text import T, Text

SETTINGS = {
    1: ((2, 2, 2, 1, 0, 0), (2, 3, 2, 1, 0, 0), (3, 2, 2, 1, 0, 0), (2, 2, 3, 1, 0, 0)),
    2: ((2, 2, 3, 2, 0, 0), (1, 3, 3, 2, 0, 0), (3, 1, 3, 2, 0, 0)),
    3: ((2, 2, 3, 2, 1, 0), (2, 2, 3, 2, 1, 1), (2, 3, 3, 2, 1, 0), (3, 2, 3, 2, 1, 1)),
}
"""Height, width, kernel, stride, padding and output padding by level: the stamps always overlap."""


@dataclass(frozen=True)
class TransposedGrid(KernelOnGrid):
    """An input, a square kernel, and settings that both axes share."""

    stride: int
    padding: int
    output_padding: int

    title = T("Transposed convolution map")
    about = T("Stamp the kernel once for every input cell, and add up where stamps overlap.")
    topic = "convolution"
    order = 5
    size_rule = T(
        "Each cell of the input puts down a whole kernel, one stride further on; padding is cut off around it."
    )

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        height, width, kernel, stride, padding, extra = rng.choice(SETTINGS[level])
        return cls(grid_of(rng, height, width, 1, 5), grid_of(rng, kernel, kernel, -2, 3), stride, padding, extra)

    def targets(self, level: int) -> tuple[str, ...]:
        strided = ("stride-ignored",) if self.stride > 1 else ()
        cut = ("padding-not-cropped",) if self.padding else ()
        more = ("output-padding-ignored",) if self.output_padding else ()
        return ("overlap-not-added", "kernel-flipped", *strided, *cut, *more)

    def sliding(self) -> tuple[Axis, ...]:
        """Of the convolution that it turns round."""
        return tuple(cropped(stamped(n, len(self.w), self.stride), self.padding) for n in (len(self.x), len(self.x[0])))

    def prompt(self) -> Text:
        values = {
            "x": by_by(len(self.x), len(self.x[0])),
            "w": by_by(len(self.w), len(self.w[0])),
            "s": self.stride,
            "p": self.padding,
            "extra": self.output_padding,
        }
        if self.output_padding:
            return T(
                "What does a transposed convolution with the %(w)s kernel, stride %(s)s, padding %(p)s and output "
                "padding %(extra)s make of the %(x)s input?",
                **values,
            )
        if self.padding:
            return T(
                "What does a transposed convolution with the %(w)s kernel, stride %(s)s and padding %(p)s make of the "
                "%(x)s input?",
                **values,
            )
        return T(
            "What does a transposed convolution with the %(w)s kernel, stride %(s)s and no padding make of the %(x)s "
            "input?",
            **values,
        )

    def convention(self) -> Text:
        return T("PyTorch: padding cuts cells off at every side; output padding adds some below and on the right")

    def solve(self) -> Value:
        both = ((self.stride,) * 2, (self.padding,) * 2, (self.output_padding,) * 2)
        return rows_of(transposed_conv(np.array(self.x), np.array(self.w), *both))

    def wrong_models(self) -> Iterator[Mistake]:
        given = np.array(self.x), np.array(self.w)
        return wrong_stamps(Stamping(*given, self.stride, self.padding, self.output_padding))

    def overlooking(self) -> Iterator[Question]:
        yield self.kernel_turned()
        yield self.kernel_transposed()

    def explain(self) -> Explanation:
        settings = (self.stride, self.padding, self.output_padding)
        return stamping_steps(self.picture(), np.array(self.x), np.array(self.w), settings, self.solve())
