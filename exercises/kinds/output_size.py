"""K01 and K02: the output size on one axis, in one number or in four boxes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Self

from exercises.answers import Format, Integer, Part, Steps, Value
from exercises.draws import between, one_of
from exercises.engine.sizes import Axis
from exercises.frozen import once
from exercises.mistakes.size_swaps import size_swaps
from exercises.mistakes.size_ways import right_way
from exercises.mistakes.sizes import divided_and_cut, windows_as_moves, wrong_ways
from exercises.pictures import Picture, Role
from exercises.question import Explanation, Mistake, Question
from exercises.recipes import Swap
from exercises.solutions.sizes import first_window_picture, one_more, size_steps, strip_picture, window_frames
from exercises.strips import HEAD, TAIL
from exercises.text import T, Text, count

BOXES = (
    Part("padded", T("padded size"), Integer()),
    Part("span", T("span: padded size less kernel"), Integer()),
    Part("quotient", T("whole moves that fit into the span"), Integer()),
    Part("answer", T("output size"), Integer()),
)

FITS = 0.25
"""The share of draws in which nothing is left over, half as much without padding: a fifth of what is asked."""


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
        if rng.random() < 0.08:
            return cls._one_by_one(rng, level)
        if level == 2:
            n, kernel, stride = between(rng, 7, 24), between(rng, 2, 6), one_of(rng, [2, 3])
            padding = between(rng, 0, 3)
            more = (_left(rng, stride, 1) - (n + 2 * padding - kernel)) % stride
            return cls(n + more, kernel, stride, padding, True)
        return cls._padded_and_large(rng) if rng.random() < 0.6 else cls._bare_and_large(rng)

    @classmethod
    def _one_by_one(cls, rng: Random, level: int) -> Self:
        """Stride 1 on more cells than level 1 has."""
        most, kernel = (64, between(rng, 2, 7)) if level == 2 else (256, between(rng, 2, 11))
        return cls(between(rng, most // 4 + 5, most), kernel, 1, 0, level == 2)

    @classmethod
    def _padded_and_large(cls, rng: Random) -> Self:
        """With boxes: a single number seldom tells padding counted once from dividing the input by the stride."""
        stride = between(rng, 2, 5)
        left = _left(rng, stride, max(stride - 2, 1))
        kernel = _kernel(rng, stride, left)
        padding = between(rng, 1, min(kernel - 1, 5))
        return cls._with_left(rng, left, kernel, stride, padding)

    @classmethod
    def _bare_and_large(cls, rng: Random) -> Self:
        """With stride - 1 cells left over, taking away the kernel less one would be the same as rounding up."""
        stride = between(rng, 3, 5)
        left = 0 if rng.random() < FITS / 2 else stride - 2
        return cls._with_left(rng, left, _kernel(rng, stride, left), stride, 0)

    @classmethod
    def _with_left(cls, rng: Random, left: int, kernel: int, stride: int, padding: int) -> Self:
        """So many cells are left over; the input has up to 256, and there are boxes where there is padding."""
        least = left + kernel - 2 * padding
        moves = between(rng, 8, (256 - least) // stride)
        return cls(stride * moves + least, kernel, stride, padding, padding > 0)

    def targets(self, level: int) -> tuple[str, ...]:
        padding = ("padding-once", "padding-ignored") if self.padding else ()
        if level == 1:
            # With stride 1 and padding 1, counting the padding once takes one away, as forgetting the + 1 does.
            return ("padding-ignored",) if self.padding == 1 else ("forgot-one", *padding)
        rounded = ("rounded-up",) if self.axis.remainder else ()
        moved = ("stride-ignored",) if self.stride > 1 else ()
        return ("forgot-one", *rounded, *moved, *padding)

    def well_posed(self, level: int) -> bool:
        if self.kernel > self.n or self.padding >= self.kernel or self.axis.out < 2:
            return False
        return level == 1 or not self._hides_targets()

    def _hides_targets(self) -> bool:
        """Whether dividing the input by the stride gives what a target does.

        Told here, by numbers, it costs no slips.
        """
        if self.stride == 1:
            return False
        quotient, divided = self.axis.quotient, -(-self.n // self.stride)
        if self.boxes or divided == quotient:
            return divided == quotient
        rounded_up = self.axis.remainder > 0 and divided == quotient + 2
        return rounded_up or self.n // self.stride - self.kernel + 1 == quotient

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
        return first_window_picture(self.axis)

    @once
    def answer(self) -> Format:
        return Steps(BOXES, partial(_follow, self.axis)) if self.boxes else Integer()

    def solve(self) -> Value:
        return right_way(self.axis) if self.boxes else self.axis.out

    def wrong_models(self) -> Iterator[Mistake]:
        for wrong in wrong_ways(self.axis):
            if wrong.slip == "only-stride" and wrong.size == self.axis.out:
                continue  # n / s in the box for the moves: there it is the number of windows, and said as such
            seen = window_frames(self.axis, wrong.window, role=Role.SLIP)
            yield Mistake(wrong.slip, wrong.way if self.boxes else wrong.size, wrong.sentence, wrong.step, seen)
        if self.boxes:
            yield windows_as_moves(self.axis)

    def seldom(self) -> Iterator[Mistake]:
        return divided_and_cut(self.axis, self.boxes)

    def swaps(self) -> Iterator[tuple[str, Swap]]:
        return size_swaps(self.axis, lambda way: way if self.boxes else way[-1])

    def explain(self) -> Explanation:
        return Explanation(strip_picture(self.n, self.padding, one_more(self.axis)), size_steps(self.axis))


def _follow(axis: Axis, box: int, given: Value) -> Value:
    """Each number on the way as it follows from the one before it."""
    if box == 0:
        return axis.padded
    before = given[box - 1]
    return (before - axis.kernel, before // axis.stride, before + 1)[box - 1]


def _left(rng: Random, stride: int, least: int) -> int:
    """How many cells are left over: none now and then, since one has to see whether anything is rounded."""
    return 0 if rng.random() < FITS else between(rng, least, stride - 1)


def _kernel(rng: Random, stride: int, left: int) -> int:
    """Mostly one with its first two windows, and its last one, whole on a strip that is cut; now and then a larger."""
    largest = min(HEAD - stride, TAIL - left)
    return between(rng, largest + 1, HEAD) if rng.random() < 0.15 else between(rng, 2, largest)
