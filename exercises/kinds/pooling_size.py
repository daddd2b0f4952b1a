"""K07: the pooled size under the floor rule, PyTorch's ceil mode and Caffe's ceil rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Format, Integer, Part, Steps, Value
from exercises.draws import between
from exercises.engine.conventions import Rounding
from exercises.engine.sizes import Axis, sizes_under
from exercises.frozen import changed, once
from exercises.mistakes.pooling_size import hides_ceil, wrong_pooled
from exercises.mistakes.size_swaps import pooled_swaps
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.recipes import Swap
from exercises.solutions.pooling_size import one_more_sticks_out, pooled_steps
from exercises.solutions.sizes import first_window_picture, strip_picture
from exercises.strips import LONGEST_STRIP
from exercises.text import T, Text
from exercises.words import padding_each_side

PYTORCH = (
    Part("floor", T("PyTorch, ceil_mode=False"), Integer()),
    Part("ceil", T("PyTorch, ceil_mode=True"), Integer()),
)
TWO = Steps(PYTORCH)
THREE = Steps((*PYTORCH, Part("caffe", T("Caffe"), Integer())))

PROMPTS = {  # Caffe's size too?
    False: T(
        "A pooling window of %(k)s slides with stride %(s)s over an input of %(n)s cells %(padding)s. How many cells "
        "does the output have in PyTorch with ceil_mode=False, and how many with ceil_mode=True?"
    ),
    True: T(
        "A pooling window of %(k)s slides with stride %(s)s over an input of %(n)s cells %(padding)s. How many cells "
        "does the output have in PyTorch with ceil_mode=False, how many with ceil_mode=True, and how many in Caffe?"
    ),
}


@dataclass(frozen=True)
class PoolingSize(Question):
    """`n` cells and a pooling window with its stride and padding per side; `caffe` asks for Caffe's size too."""

    n: int
    kernel: int
    stride: int
    padding: int
    caffe: bool

    title = T("Pooled sizes and ceil mode")
    about = T("The pooled size when windows may hang over the edge, and where libraries differ.")
    topic = "sizes"
    order = 4

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        if level == 1:
            return cls(between(rng, 6, 64), between(rng, 2, 6), between(rng, 2, 4), 0, False)
        if level == 2:
            if rng.random() < 0.5:  # the last window starts on the input, and counts in ceil mode
                kernel = between(rng, 5, 8)
                return cls(between(rng, 12, 64), kernel, between(rng, 2, 3), between(rng, 1, kernel // 2), False)
            kernel = between(rng, 2, 6)
            return cls(between(rng, 6, 64), kernel, between(rng, 2, 5), between(rng, 1, kernel // 2), False)
        if rng.random() < 0.75:
            kernel = between(rng, 1, 3)
            return cls(between(rng, 6, 64), kernel, between(rng, kernel + 1, 5), 0, True)
        kernel = between(rng, 2, 4)
        return cls(between(rng, 6, 64), kernel, between(rng, 2, 5), between(rng, 1, kernel // 2), True)

    def targets(self, level: int) -> tuple[str, ...]:
        if level == 1:
            return ("ceil-ignored", "modes-swapped", "forgot-one")
        floor, ceil, *caffe = self.solve()
        if level == 2 and ceil > floor:  # a little padding left out would look like the + 1 forgotten
            return ("ceil-ignored", "modes-swapped")
        ignored = "ceil-ignored" if ceil > floor else "ceil-unclipped"
        return (ignored, "forgot-one", *(("caffe-clipped",) if caffe and caffe[0] > ceil else ()))

    def well_posed(self, level: int) -> bool:
        """Something is left over, the overhang has room beside the strip, and on level 3 two rules differ."""
        if not self.axis.fits or not self.axis.remainder:
            return False
        shown = min(self.axis.padded, LONGEST_STRIP) + one_more_sticks_out(self.axis)
        if shown > LONGEST_STRIP + 2 or (level == 3 and len(set(self.solve())) == 1):
            return False
        return not hides_ceil(self.axis, self.rules)  # told here, it costs no slips

    @once
    def axis(self) -> Axis:
        return Axis.symmetric(self.n, self.kernel, self.stride, self.padding)

    @once
    def rules(self) -> tuple[Rounding, ...]:
        return (Rounding.FLOOR, Rounding.CEIL_CLIP, Rounding.CAFFE_CEIL)[: 3 if self.caffe else 2]

    def sliding(self) -> tuple[Axis, ...]:
        return tuple(changed(self.axis, rounding=rule) for rule in self.rules)

    def prompt(self) -> Text:
        return PROMPTS[self.caffe].filled(
            k=self.kernel,
            s=self.stride,
            n=self.n,
            padding=padding_each_side(self.padding),
        )

    def convention(self) -> Text:
        if self.caffe:
            return T("PyTorch MaxPool and Caffe Pooling: each has its own rule for the last window")
        return T("PyTorch MaxPool: ceil_mode lets the last window hang over the edge")

    def picture(self) -> Picture:
        return first_window_picture(self.axis)

    @property
    def answer(self) -> Format:
        return THREE if self.caffe else TWO

    def solve(self) -> Value:
        return sizes_under(self.axis, self.rules)

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_pooled(self.axis, self.rules)

    def swaps(self) -> Iterator[tuple[str, Swap]]:
        return pooled_swaps(self.axis, self.rules)

    def explain(self) -> Explanation:
        room = one_more_sticks_out(self.axis)
        return Explanation(strip_picture(self.n, self.padding, room), tuple(pooled_steps(self.axis, self.rules)))
