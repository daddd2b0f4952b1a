"""K10: the padding that keeps the size at stride 1."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Choice, Format, Integer, Part, Steps, Value
from exercises.draws import between, one_of
from exercises.engine.sizes import Axis, same_axis, same_total, symmetric_same_padding
from exercises.frozen import once
from exercises.mistakes.keeping import SPLITS, wrong_paddings, wrong_shares
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.same import keeping_steps, lengths_shown, padded_strip
from exercises.strips import strip_panel
from exercises.text import T, Text

BOXES = Steps(
    (
        Part("total", T("zeros in all"), Integer()),
        Part("share", T("shared between the two ends"), Choice(tuple(SPLITS.items()))),
    )
)


# (kernel, dilation) by level; as many odd totals as even ones on level 3
_KERNELS = {
    1: [(3, 1), (5, 1), (7, 1), (9, 1), (11, 1)],
    2: [(3, 2), (3, 3), (3, 4), (3, 5), (5, 2), (5, 3), (7, 2)],
    3: [(2, 1), (4, 1), (6, 1), (8, 1), (2, 3), (4, 3), (3, 1), (5, 1), (7, 1), (3, 2), (4, 2), (3, 3)],
}


@dataclass(frozen=True)
class SamePadding(Question):
    """`n` cells must stay `n`; `shares` asks how the zeros can be shared, since no equal share need exist."""

    n: int
    kernel: int
    dilation: int
    shares: bool

    title = T("Padding that keeps the size")
    about = T("How many zeros keep the size, and what even kernels and dilation change.")
    topic = "same"
    order = 1

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        kernel, dilation = one_of(rng, _KERNELS[level])
        n = between(rng, *lengths_shown(dilation * (kernel - 1) + 1))
        return cls(n, kernel, dilation, level == 3)

    def targets(self, level: int) -> tuple[str, ...]:
        dilated = ("dilation-ignored",) if self.dilation > 1 else ()
        if level < 3:
            return ("same-total-each-side", *dilated)
        odd = same_total(self.n, self.kernel, dilation=self.dilation) % 2
        shares = ("odd-split-equally", "odd-zero-one-place", "same-half-kernel") if odd else ("even-split-oddly",)
        return ("same-total-each-side", *shares, *dilated)

    @once
    def axis(self) -> Axis:
        return same_axis(self.n, self.kernel, dilation=self.dilation)

    def sliding(self) -> tuple[Axis, ...]:
        return (self.axis,)

    def prompt(self) -> Text:
        question = (
            T("How many zeros are needed in all, and how can they be shared between the two ends?")
            if self.shares
            else T("How many zeros of padding does each side need?")
        )
        dilated = T("A kernel of %(k)s with dilation %(d)s", k=self.kernel, d=self.dilation)
        return T(
            "%(kernel)s slides over an input of %(n)s cells with stride 1, and the output must have %(n)s cells too. "
            "%(question)s",
            kernel=dilated if self.dilation > 1 else T("A kernel of %(k)s", k=self.kernel),
            n=self.n,
            question=question,
        )

    def convention(self) -> Text:
        if self.shares:
            return T("Any library: only the size decides; dilation 1 is the ordinary kernel")
        return T("PyTorch: padding counted per side; dilation 1 is the ordinary kernel")

    def picture(self) -> Picture:
        return Picture(
            (strip_panel("input", T("input, without padding"), self.n),),
            T("A strip of %(n)s cells without padding.", n=self.n),
        )

    @property
    def answer(self) -> Format:
        return BOXES if self.shares else Integer()

    def solve(self) -> Value:
        each = symmetric_same_padding(self.kernel, self.dilation)
        if not self.shares:
            return each
        return (same_total(self.n, self.kernel, dilation=self.dilation), "either" if each is None else "equal")

    def wrong_models(self) -> Iterator[Mistake]:
        return (wrong_shares if self.shares else wrong_paddings)(self.kernel, self.dilation)

    def explain(self) -> Explanation:
        steps = tuple(keeping_steps(self.axis, self.solve()))
        return Explanation(Picture((padded_strip(self.axis),), self.picture().description), steps)
