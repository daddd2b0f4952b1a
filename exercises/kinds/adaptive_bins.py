"""K12: the cells that one output cell of adaptive pooling reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Format, Several, Value
from exercises.draws import between
from exercises.engine.windows import adaptive_bin
from exercises.mistakes.bins import wrong_bins
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.bins import bin_steps
from exercises.strips import strip_panel
from exercises.text import T, Text
from exercises.words import strip_words


@dataclass(frozen=True)
class AdaptiveBins(Question):
    """`n` cells are pooled into `out`; asked for is what output cell `index` reads."""

    n: int
    out: int
    index: int

    title = T("Bins of adaptive pooling")
    about = T("Which cells go into each output cell when only the output size is given.")
    topic = "reading"
    order = 3

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        out = between(rng, 2, 12)
        n = between(rng, out + 1, 60)
        if level == 1:
            n = out * between(rng, 2, 9)
        if level == 3 and rng.random() < 0.5:
            n, out = between(rng, 3, 12), between(rng, 4, 24)
        return cls(n, out, rng.randrange(out))

    def targets(self, level: int) -> tuple[str, ...]:
        if level == 1:
            return ("counted-from-one",)
        return ("bins-without-overlap",) if self.n > self.out else ("counted-from-one",)

    def well_posed(self, level: int) -> bool:
        """From level two on the bin begins or ends inside a cell; on level three both, or there are more bins."""
        if level == 1:
            return self.index > 0
        begins, ends = self.index * self.n % self.out, (self.index + 1) * self.n % self.out
        if level == 2:
            return self.n > self.out and ends > 0
        return self.index > 0 and ends > 0 and (begins > 0 or self.out > self.n)

    def prompt(self) -> Text:
        return T(
            "Adaptive pooling makes %(out)s cells out of %(n)s. Which cells of the input does output cell %(i)s read? "
            "Count from 0.",
            out=self.out,
            n=self.n,
            i=self.index,
        )

    def convention(self) -> Text:
        return T("PyTorch AdaptiveAvgPool and AdaptiveMaxPool; the first index is 0")

    def picture(self) -> Picture:
        return Picture((strip_panel("input", T("input"), self.n),), strip_words(self.n))

    @property
    def answer(self) -> Format:
        return Several()

    def solve(self) -> Value:
        return tuple(adaptive_bin(self.n, self.out, self.index))

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_bins(self.n, self.out, self.index)

    def explain(self) -> Explanation:
        return Explanation(self.picture(), tuple(bin_steps(self.n, self.out, self.index)))
