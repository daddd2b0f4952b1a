"""K30: the gradient of a convolution, of its weights or of its input."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

import numpy as np

from exercises.answers import Format, Grid, Value
from exercises.draws import Rows, grid_of
from exercises.engine.sizes import Axis
from exercises.frozen import once
from exercises.mistakes.gradients import Backward, wrong_gradients
from exercises.mistakes.grids import rows_of
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.convolution import sliding_settings
from exercises.solutions.gradients import gradient_picture, gradient_steps, products_back
from exercises.text import T, Text

SETTINGS = {
    1: ((3, 3, 2, 1, 0, True), (3, 4, 2, 1, 0, True), (4, 3, 2, 1, 0, True)),
    2: ((3, 3, 2, 1, 0, False), (3, 4, 2, 1, 0, False), (4, 3, 2, 1, 0, False)),
    3: ((5, 5, 3, 2, 0, False), (3, 3, 2, 2, 1, False), (5, 4, 2, 2, 0, True), (3, 3, 3, 2, 1, True)),
}
"""Height, width, kernel, stride, padding, and whether the gradient of the weights is asked for, by level."""


@dataclass(frozen=True)
class ConvolutionGradient(Question):
    """One map, one square kernel, and `dy`, the gradient of the output; settings are those of both axes."""

    x: Rows
    w: Rows
    dy: Rows
    stride: int
    padding: int
    of_weights: bool

    title = T("Gradients of a convolution")
    about = T("Send the gradient of the output back to the weights, or to the input.")
    topic = "convolution"
    order = 7
    size_rule = T("A gradient is as large as what it belongs to, the kernel or the input.")

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        height, width, kernel, stride, padding, of_weights = rng.choice(SETTINGS[level])
        rows, columns = (Axis.symmetric(n, kernel, stride, padding) for n in (height, width))
        x, w = grid_of(rng, height, width, -2 if level > 1 else 0, 5), grid_of(rng, kernel, kernel, -2, 3)
        return cls(x, w, grid_of(rng, rows.out, columns.out, -2, 3), stride, padding, of_weights)

    def targets(self, level: int) -> tuple[str, ...]:
        overlap = () if self.of_weights or self.stride >= len(self.w) else ("overlap-not-added",)
        strided = ("stride-ignored",) if self.stride > 1 else ()
        ring = ("edge-repeated",) if self.of_weights else ("padding-not-cropped",)
        return ("kernel-flipped", *overlap, *strided, *(ring if self.padding else ()))

    def well_posed(self, level: int) -> bool:
        """Every gradient, weight and cell plays a part."""
        flat = [value for row in self.dy for value in row]
        return all(flat) and sum(value != 0 for row in self.w for value in row) > len(self.w)

    @once
    def _backward(self) -> Backward:
        x, w = np.array(self.x), np.array(self.w)
        rows, columns = (Axis.symmetric(n, len(w), self.stride, self.padding) for n in x.shape)
        return Backward(x, w, np.array(self.dy), (rows, columns), self.of_weights)

    def sliding(self) -> tuple[Axis, ...]:
        return self._backward.axes

    def prompt(self) -> Text:
        settings = sliding_settings((self.stride,) * 2, (self.padding,) * 2, False)
        if self.of_weights:
            return T(
                "The kernel slid over the input with %(settings)s. This is the gradient of the loss for each cell of "
                "the output. What is it for each weight of the kernel?",
                settings=settings,
            )
        return T(
            "The kernel slid over the input with %(settings)s. This is the gradient of the loss for each cell of the "
            "output. What is it for each cell of the input?",
            settings=settings,
        )

    def convention(self) -> Text:
        return T("Backpropagation through a cross-correlation: the kernel was not flipped")

    def picture(self) -> Picture:
        return gradient_picture({"input": self.x, "kernel": self.w, "gradient": self.dy})

    @property
    def answer(self) -> Format:
        return Grid()

    def solve(self) -> Value:
        return rows_of(self._backward.right)

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_gradients(self._backward)

    def explain(self) -> Explanation:
        back = self._backward
        parts = products_back(back.x, back.w, back.dy, back.axes, self.of_weights)
        return gradient_steps(self.picture(), _RULES[self.of_weights], self.solve(), parts)


_RULES = {
    True: T(
        "A weight meets one input cell in every window. Its gradient adds up that cell times the gradient of the "
        "window's output, over all windows."
    ),
    False: T(
        "An input cell meets one weight in every window that reads it. Its gradient adds up that weight times the "
        "gradient of the window's output."
    ),
}
