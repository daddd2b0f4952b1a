"""K15: all the inputs that give one output size."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Format, Several, Value
from exercises.draws import between, one_of
from exercises.engine.sizes import Axis, inputs_for
from exercises.mistakes.floors import wrong_inputs
from exercises.pictures import Panel, Picture, Role, grid_panel
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.floors import inputs_steps
from exercises.strips import LONGEST_STRIP, TAIL, strip_panel
from exercises.text import T, Text, count


@dataclass(frozen=True)
class FloorInputs(Question):
    """An output of `out` cells, and the kernel, stride, padding per side and dilation that made it."""

    out: int
    kernel: int
    stride: int
    padding: int
    dilation: int

    title = T("Which inputs fit this output")
    about = T("All the input sizes that one output size may come from.")
    topic = "floor"
    order = 1
    gives_output = True

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        if level == 1:
            return cls(between(rng, 2, 30), between(rng, 2, 7), 2, 0, 1)
        if level == 2:
            return cls(between(rng, 2, 16), between(rng, 2, 6), between(rng, 3, 5), 0, 1)
        kernel = between(rng, 2, 6)
        return cls(between(rng, 2, 8), kernel, between(rng, 2, 5), between(rng, 1, kernel - 1), one_of(rng, [1, 2, 3]))

    def targets(self, level: int) -> tuple[str, ...]:
        if len(self.solve()) < self.stride:
            return ("forgot-one", "size-zero-listed")  # with fewer cells than none nothing else can be seen
        ends = ("range-one-less",) if self.stride > 2 else ()
        padding = ("padding-ignored",) if self.padding else ()
        dilation = ("dilation-ignored",) if self.dilation > 1 else ()
        return ("rounded-up", "forgot-one", "one-input-only", "range-one-more", *ends, *padding, *dilation)

    def well_posed(self, level: int) -> bool:
        """Several inputs fit, and the strips show the last window and what is left over behind it."""
        inputs = self.solve()
        if len(inputs) < 2:
            return False
        longest = self._axis(inputs[-1])
        return longest.padded <= LONGEST_STRIP or longest.extent + longest.remainder <= TAIL

    def sliding(self) -> tuple[Axis, ...]:
        return (self._axis(self.solve()[-1]),)

    def prompt(self) -> Text:
        dilated = T("A kernel of %(k)s with dilation %(d)s", k=self.kernel, d=self.dilation)
        padding = count("with 1 zero of padding on each side", "with %(n)s zeros of padding on each side", self.padding)
        return T(
            "%(kernel)s slides with stride %(s)s over an input %(padding)s, and the output has %(out)s cells. "
            "Which input sizes are possible? Name all of them.",
            kernel=dilated if self.dilation > 1 else T("A kernel of %(k)s", k=self.kernel),
            s=self.stride,
            padding=padding if self.padding else T("without padding"),
            out=self.out,
        )

    def convention(self) -> Text:
        if self.dilation > 1:
            return T("PyTorch: floor; padding counted per side; dilation 1 is the ordinary kernel")
        return T("PyTorch: floor; padding counted per side")

    def picture(self) -> Picture:
        kernel = grid_panel("kernel", T("kernel"), [[""] * self.kernel], Role.WEIGHT)
        return Picture(
            (kernel, strip_panel("output", T("output"), self.out, role=Role.OUTPUT)),
            T("A kernel of %(k)s cells, and an output of %(out)s.", k=self.kernel, out=self.out),
        )

    @property
    def answer(self) -> Format:
        return Several()

    def solve(self) -> Value:
        return tuple(inputs_for(self.out, self.kernel, self.stride, self.padding, self.dilation))

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_inputs(self.out, self._axis(1))

    def explain(self) -> Explanation:
        inputs = self.solve()
        shortest, longest = self._axis(inputs[0]), self._axis(inputs[-1])
        panels = (
            self._strip("shortest", T("the shortest input"), T("the shortest input, with its padding"), shortest),
            self._strip("input", T("the longest input"), T("the longest input, with its padding"), longest),
        )
        steps = inputs_steps(self.out, inputs, shortest, longest)
        return Explanation(Picture(panels, self.picture().description), steps)

    def _strip(self, key: str, bare: Text, padded: Text, axis: Axis) -> Panel:
        return strip_panel(key, padded if self.padding else bare, axis.n, self.padding, self.padding)

    def _axis(self, n: int) -> Axis:
        return Axis.symmetric(n, self.kernel, self.stride, self.padding, self.dilation)
