"""K06: what a dilated kernel covers, and the output size."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Self

from exercises.answers import Format, Integer, Part, Steps, Value
from exercises.draws import between, one_of
from exercises.engine.sizes import Axis
from exercises.frozen import once
from exercises.mistakes.dilation import wrong_pairs
from exercises.mistakes.size_swaps import size_swaps
from exercises.mistakes.size_ways import could_be_told_apart
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.recipes import Swap
from exercises.solutions.sizes import extent_step, size_steps, strip_picture
from exercises.text import T, Text
from exercises.words import kernel_of, zeros_each_side

BOXES = (
    Part("extent", T("cells from the first tap to the last"), Integer()),
    Part("answer", T("output size"), Integer()),
)


@dataclass(frozen=True)
class Dilation(Question):
    """An input of `n` cells, and a dilated kernel with its stride and its padding per side."""

    n: int
    kernel: int
    stride: int
    padding: int
    dilation: int

    title = T("Dilated kernels")
    about = T("How far a kernel reaches when its taps are spread out, and the output size.")
    topic = "sizes"
    order = 3

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        if level == 1:
            return cls(between(rng, 10, 48), between(rng, 2, 6), 1, 0, one_of(rng, [2, 2, 3]))
        if level == 2:
            return cls(between(rng, 12, 64), between(rng, 2, 7), 1, between(rng, 0, 4), between(rng, 2, 4))
        kernel, dilation, stride = between(rng, 3, 7), between(rng, 2, 5), between(rng, 3, 5)
        padding = one_of(rng, [0, between(rng, 2 * stride, 2 * stride + 2)])  # less of it looks like other slips
        left = between(rng, 1, stride - 2)  # one more, and rounding up looks like subtracting one too few
        span = stride * between(rng, 5, 24) + left
        return cls(span + dilation * (kernel - 1) + 1 - 2 * padding, kernel, stride, padding, dilation)

    def targets(self, level: int) -> tuple[str, ...]:
        padding = ("padding-ignored",) if self.padding else ()
        stride = ("rounded-up", "stride-ignored") if level == 3 else ()
        return ("dilation-ignored", "dilated-extent", "forgot-one", *padding, *stride)

    def well_posed(self, level: int) -> bool:
        if not self.n >= self.axis.extent > self.padding or self.axis.out < 2:
            return False
        return could_be_told_apart(self.axis, self.targets(level))

    @once
    def axis(self) -> Axis:
        return Axis.symmetric(self.n, self.kernel, self.stride, self.padding, self.dilation)

    def sliding(self) -> tuple[Axis, ...]:
        return (self.axis,)

    def prompt(self) -> Text:
        return T(
            "%(kernel)s slides with stride %(s)s over an input of %(n)s cells %(padding)s. How many cells does the "
            "kernel cover from its first tap to its last, and how many cells does the output have?",
            kernel=kernel_of(self.kernel, self.dilation),
            s=self.stride,
            n=self.n,
            padding=zeros_each_side(self.padding),
        )

    def convention(self) -> Text:
        return T("PyTorch: floor; padding counted per side; dilation 1 is the ordinary kernel")

    def picture(self) -> Picture:
        return strip_picture(self.n, self.padding)

    @once
    def answer(self) -> Format:
        return Steps(BOXES, partial(_follow, self.axis))

    def solve(self) -> Value:
        return (self.axis.extent, self.axis.out)

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_pairs(self.axis)

    def swaps(self) -> Iterator[tuple[str, Swap]]:
        """Those behind the right extent; a wrong one stands in its own box, and no other slip gives it."""
        return size_swaps(self.axis, lambda way: (self.axis.extent, way[-1]))

    def explain(self) -> Explanation:
        return Explanation(self.picture(), (extent_step(self.axis), *size_steps(self.axis)))


def _follow(axis: Axis, box: int, given: Value) -> Value | None:
    """The size as it follows from the extent that was written; nothing does from one that cannot slide here."""
    extent = given[0]
    if box == 0:
        return axis.extent
    fits = isinstance(extent, int) and 0 < extent <= axis.padded
    return (axis.padded - extent) // axis.stride + 1 if fits else None
