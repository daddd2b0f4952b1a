"""K09: where SAME_UPPER and SAME_LOWER put their zeros, at any stride."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Format, Shape, Value
from exercises.draws import between, one_of
from exercises.engine.conventions import Side
from exercises.engine.sizes import Axis, same_axis
from exercises.frozen import once
from exercises.mistakes.keeping import wrong_pads
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.same import lengths_shown, padded_strip, same_steps
from exercises.strips import strip_panel
from exercises.text import T, Text

ENDS = Shape((T("beginning"), T("end")))


@dataclass(frozen=True)
class SamePads(Question):
    """`n` cells, a kernel and a stride; `side` is "upper" or "lower"."""

    n: int
    kernel: int
    stride: int
    side: str

    title = T("Zeros at each end for “same”")
    about = T("How many zeros SAME_UPPER and SAME_LOWER put at each end, at any stride.")
    topic = "same"
    order = 2

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        side, stride = one_of(rng, [*Side]).value, 1 if level < 3 else one_of(rng, [2, 3])
        kernel = one_of(rng, ([3, 5, 7, 9], [2, 4, 6, 8], [2, 3, 3, 4, 4, 5, 5, 6, 7])[level - 1])
        return cls(between(rng, *lengths_shown(kernel)), kernel, stride, side)

    def targets(self, level: int) -> tuple[str, ...]:
        odd = ("odd-zero-wrong-end",) if self.total % 2 else ()
        if level < 3:
            return ("same-total-each-side", "same-half-kernel", *odd)
        return ("same-stride-ignored", "kept-size-with-stride", *odd)

    def well_posed(self, level: int) -> bool:
        """With a stride, the side must matter; now and then no zero at all is the answer."""
        return level < 3 or self.total % 2 == 1 or self.total == 0

    @once
    def total(self) -> int:
        return self.axis.begin + self.axis.end

    @once
    def axis(self) -> Axis:
        return same_axis(self.n, self.kernel, self.stride, side=Side(self.side))

    def sliding(self) -> tuple[Axis, ...]:
        return (self.axis,)

    def prompt(self) -> Text:
        rule = "SAME_UPPER" if self.side == Side.UPPER else "SAME_LOWER"
        return T(
            "A kernel of %(k)s slides over an input of %(n)s cells with stride %(s)s, padded by the rule %(rule)s. "
            "How many zeros are put at the beginning, and how many at the end?",
            k=self.kernel,
            n=self.n,
            s=self.stride,
            rule=rule,
        )

    def convention(self) -> Text:
        if self.side == Side.UPPER:
            return T("ONNX SAME_UPPER, TensorFlow and Keras “same”: an odd zero goes to the end")
        return T("ONNX SAME_LOWER: an odd zero goes to the beginning")

    def picture(self) -> Picture:
        return Picture(
            (strip_panel("input", T("input, without padding"), self.n),),
            T("A strip of %(n)s cells without padding.", n=self.n),
        )

    @property
    def answer(self) -> Format:
        return ENDS

    def solve(self) -> Value:
        return (self.axis.begin, self.axis.end)

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_pads(self.axis, self.side == Side.UPPER)

    def explain(self) -> Explanation:
        steps = same_steps(self.axis, self.side == Side.UPPER)
        return Explanation(Picture((padded_strip(self.axis),), self.picture().description), steps)
