"""K01 and K02: the output size on one axis, in one number or in four boxes."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Format, Integer, Part, Steps, Value
from exercises.engine.sizes import Axis
from exercises.mistakes.sizes import right_way, wrong_ways
from exercises.pictures import Picture, strip_panel
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.sizes import size_steps
from exercises.text import T, Text

BOXES = Steps(
    (
        Part("padded", T("padded size"), Integer()),
        Part("span", T("span"), Integer()),
        Part("quotient", T("quotient, rounded"), Integer()),
        Part("answer", T("output size"), Integer()),
    )
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
            return cls(rng.randint(5, 32), rng.randint(2, 7), 1, rng.choice([0, 0, 1, 2, 3]), False)
        if level == 2:
            return cls(rng.randint(7, 64), rng.randint(2, 7), rng.choice([2, 3]), rng.randint(0, 3), True)
        stride = rng.randint(2, 5)
        padding = rng.choice([0, rng.randint(2 * stride, 2 * stride + 2)])
        return cls(rng.randint(16, 256), rng.randint(max(padding + 1, 3), padding + 7), stride, padding, False)

    def targets(self, level: int) -> tuple[str, ...]:
        if level == 1:
            return ("forgot-one", "padding-ignored", "padding-once") if self.padding else ("forgot-one",)
        padding = ("padding-once", "padding-ignored") if self.padding else ()
        return ("forgot-one", "rounded-up", "stride-ignored", *padding)

    def well_posed(self, level: int) -> bool:
        return self.kernel <= self.n and self.padding < self.kernel and self.axis.out > 1

    @property
    def axis(self) -> Axis:
        return Axis.symmetric(self.n, self.kernel, self.stride, self.padding)

    def prompt(self) -> Text:
        return T(
            "An input of %(n)s cells meets a kernel of %(k)s with stride %(s)s and padding %(p)s. "
            "How many cells does the output have?",
            n=self.n,
            k=self.kernel,
            s=self.stride,
            p=self.padding,
        )

    def convention(self) -> Text:
        return T("PyTorch: floor, padding counted per side")

    def picture(self) -> Picture:
        p = self.padding
        return Picture(
            (strip_panel("input", T("input, with its padding"), self.n, p, p),),
            T("A strip of %(n)s cells with %(p)s zeros on each side.", n=self.n, p=p),
        )

    @property
    def answer(self) -> Format:
        return BOXES if self.boxes else Integer()

    def solve(self) -> Value:
        return right_way(self.axis) if self.boxes else self.axis.out

    def wrong_models(self) -> Iterator[Mistake]:
        for wrong in wrong_ways(self.axis):
            yield Mistake(wrong.slip, wrong.way if self.boxes else wrong.size, wrong.sentence, wrong.step)

    def explain(self) -> Explanation:
        return Explanation(self.picture(), size_steps(self.axis))
