"""K01 and K02: the output size on one axis, in one number or in four boxes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Self

from exercises.answers import Format, Integer, Part, Steps, Value
from exercises.draws import between, one_of
from exercises.engine.sizes import Axis
from exercises.frozen import changed, once
from exercises.mistakes.sizes import right_way, wrong_ways
from exercises.pictures import HEAD, TAIL, Picture, Role
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.sizes import one_more, size_steps, strip_picture, window_frames
from exercises.text import T, Text, count

BOXES = (
    Part("padded", T("padded size"), Integer()),
    Part("span", T("span: padded size less kernel"), Integer()),
    Part("quotient", T("whole moves that fit into the span"), Integer()),
    Part("answer", T("output size"), Integer()),
)


@dataclass(frozen=True)
class OutputSize(Question):
    """An input of `n` cells, a kernel, a stride and padding per side; `boxes` asks for each step."""

    n: int
    kernel: int
    stride: int
    padding: int
    boxes: bool

    title = T("Output size")
    about = T("How many windows fit: padding, kernel, stride, and what is rounded away.")
    topic = "sizes"
    order = 1

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        if level == 1:
            return cls(between(rng, 5, 20), between(rng, 2, 7), 1, one_of(rng, [0, 0, 1, 2, 3]), False)
        if level == 2:
            return cls(between(rng, 7, 24), between(rng, 2, 6), one_of(rng, [2, 3]), between(rng, 0, 3), True)
        return cls._padded_and_large(rng) if rng.random() < 0.25 else cls._bare_and_large(rng)

    @classmethod
    def _padded_and_large(cls, rng: Random) -> Self:
        """With boxes: a single number seldom tells padding counted once from dividing the input by the stride."""
        stride = between(rng, 2, 5)
        left = between(rng, max(stride - 2, 1), stride - 1)
        kernel = between(rng, 2, _largest(stride, left))
        padding = between(rng, 1, min(kernel - 1, 5))
        return cls(stride * between(rng, 8, 40) + left + kernel - 2 * padding, kernel, stride, padding, True)

    @classmethod
    def _bare_and_large(cls, rng: Random) -> Self:
        """With stride - 1 cells left over, taking away the kernel less one would be the same as rounding up."""
        stride = between(rng, 3, 5)
        left = stride - 2
        kernel = between(rng, 2, _largest(stride, left))
        return cls(stride * between(rng, 8, 40) + left + kernel, kernel, stride, 0, False)

    def targets(self, level: int) -> tuple[str, ...]:
        padding = ("padding-once", "padding-ignored") if self.padding else ()
        if level == 1:
            # With stride 1 and padding 1, counting the padding once takes one away, as forgetting the + 1 does.
            return ("padding-ignored",) if self.padding == 1 else ("forgot-one", *padding)
        return ("forgot-one", "rounded-up", "stride-ignored", *padding)

    def well_posed(self, level: int) -> bool:
        if self.kernel > self.n or self.padding >= self.kernel or self.axis.out < 2:
            return False
        return level == 1 or not self._hides_targets()

    def _hides_targets(self) -> bool:
        """Whether nothing is rounded, or dividing the input by the stride gives what a target does.

        Told here, by numbers, it costs no slips.
        """
        quotient, divided = self.axis.quotient, -(-self.n // self.stride)
        if not self.axis.remainder or divided == quotient:
            return True
        return not self.boxes and (divided == quotient + 2 or self.n // self.stride - self.kernel + 1 == quotient)

    @once
    def axis(self) -> Axis:
        return Axis.symmetric(self.n, self.kernel, self.stride, self.padding)

    def sliding(self) -> tuple[Axis, ...]:
        return (self.axis,)

    def prompt(self) -> Text:
        question = (
            T("Fill in the four numbers on the way to the output size.")
            if self.boxes
            else T("How many cells does the output have?")
        )
        sides = count("with 1 zero of padding on each side", "with %(n)s zeros of padding on each side", self.padding)
        return T(
            "A kernel of %(k)s slides with stride %(s)s over an input of %(n)s cells %(padding)s. %(question)s",
            n=self.n,
            k=self.kernel,
            s=self.stride,
            padding=sides if self.padding else T("without padding"),
            question=question,
        )

    def convention(self) -> Text:
        return T("PyTorch: floor, padding counted per side")

    def picture(self) -> Picture:
        strip = strip_picture(self.n, self.padding)
        panel = changed(strip.panels[0], frames=window_frames(self.axis, [0]))
        said = T("%(strip)s A frame marks the first window, of %(k)s cells.", strip=strip.description, k=self.kernel)
        return Picture((panel,), said)

    @once
    def answer(self) -> Format:
        return Steps(BOXES, partial(_follow, self.axis)) if self.boxes else Integer()

    def solve(self) -> Value:
        return right_way(self.axis) if self.boxes else self.axis.out

    def wrong_models(self) -> Iterator[Mistake]:
        for wrong in wrong_ways(self.axis):
            seen = window_frames(self.axis, wrong.window, role=Role.SLIP)
            yield Mistake(wrong.slip, wrong.way if self.boxes else wrong.size, wrong.sentence, wrong.step, seen)

    def explain(self) -> Explanation:
        return Explanation(strip_picture(self.n, self.padding, one_more(self.axis)), size_steps(self.axis))


def _follow(axis: Axis, box: int, given: Value) -> Value:
    """Each number on the way as it follows from the one before it."""
    if box == 0:
        return axis.padded
    before = given[box - 1]
    return (before - axis.kernel, before // axis.stride, before + 1)[box - 1]


def _largest(stride: int, left: int) -> int:
    """The largest kernel with its first two windows, and its last one, whole on a strip that is cut."""
    return min(HEAD - stride, TAIL - left)
