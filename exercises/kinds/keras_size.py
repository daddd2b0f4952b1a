"""K08: the output sizes under "valid" and "same", as Keras and TensorFlow have them."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Format, Integer, Part, Steps, Value
from exercises.draws import between, one_of
from exercises.engine.sizes import Axis, same_size
from exercises.frozen import once
from exercises.mistakes.keras import could_be_told_apart, wrong_rules
from exercises.mistakes.size_swaps import rules_swaps
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.recipes import Swap
from exercises.solutions.keras import rules_steps
from exercises.strips import strip_panel
from exercises.text import T, Text
from exercises.words import kernel_of, strip_words

BOXES = Steps(
    (
        Part("valid", T("output size with “valid”"), Integer()),
        Part("same", T("output size with “same”"), Integer()),
    )
)


@dataclass(frozen=True)
class KerasSize(Question):
    """`n` cells, a kernel, and a stride or a dilation: Keras refuses both at once."""

    n: int
    kernel: int
    stride: int
    dilation: int

    title = T("Sizes with “valid” and “same”")
    about = T("The two paddings of Keras and TensorFlow, and the output sizes that they give.")
    topic = "same"
    order = 3

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        n = between(rng, 8, 96)
        if level < 3:
            return cls(n, between(rng, 2, 9), level, 1)
        if rng.random() < 0.3:
            return cls(n, between(rng, 2, 6), 1, one_of(rng, [2, 3, 4]))
        return cls(n, between(rng, 1, 8), between(rng, 3, 5), 1)

    def targets(self, level: int) -> tuple[str, ...]:
        if self.stride == 1:
            return ("one-rule-for-both", "forgot-one", *(("dilation-ignored",) if self.dilation > 1 else ()))
        down = ("size-rounded-down",) if self.n % self.stride else ()
        # A remainder of one less than the stride gives the same size when the kernel is subtracted less one.
        up = ("rounded-up",) if 0 < self.axis.remainder < self.stride - 1 else ()
        return ("one-rule-for-both", "forgot-one", "stride-ignored", *down, *up)

    def well_posed(self, level: int) -> bool:
        return self.axis.fits and self.axis.out > 1 and could_be_told_apart(self.axis, self.targets(level))

    @once
    def axis(self) -> Axis:
        return Axis.symmetric(self.n, self.kernel, self.stride, 0, self.dilation)

    def sliding(self) -> tuple[Axis, ...]:
        return (self.axis,)

    def prompt(self) -> Text:
        return T(
            "%(kernel)s slides with stride %(s)s over an input of %(n)s cells. How many cells does the output have "
            "with the padding “valid”, and how many with “same”?",
            kernel=kernel_of(self.kernel, self.dilation),
            s=self.stride,
            n=self.n,
        )

    def convention(self) -> Text:
        return T('Keras, TensorFlow: padding="valid" and padding="same"')

    def picture(self) -> Picture:
        return Picture((strip_panel("input", T("input, without padding"), self.n),), strip_words(self.n))

    @property
    def answer(self) -> Format:
        return BOXES

    def solve(self) -> Value:
        return (self.axis.out, same_size(self.n, self.stride))

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_rules(self.axis)

    def swaps(self) -> Iterator[tuple[str, Swap]]:
        return rules_swaps(self.axis)

    def explain(self) -> Explanation:
        return Explanation(self.picture(), tuple(rules_steps(self.axis)))
