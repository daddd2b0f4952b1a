"""K18: the cells that one output cell reads, or the output cells that read one cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Format, Several, Value
from exercises.draws import between, one_of
from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.frozen import once
from exercises.mistakes.reading import wrong_cells, wrong_readers
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.reading import cells_steps, readers_steps
from exercises.solutions.sizes import strip_picture
from exercises.text import T, Text
from exercises.words import kernel_of, zeros_each_side


@dataclass(frozen=True)
class WindowReads(Question):
    """One axis; `index` is an output cell whose cells are asked for, or with `back` a cell whose readers are."""

    n: int
    kernel: int
    stride: int
    padding: int
    dilation: int
    index: int
    back: bool

    title = T("What a window reads")
    about = T("Which cells of the input an output cell depends on, and which outputs a cell reaches.")
    topic = "reading"
    order = 1

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        n, kernel, back = between(rng, 8, 14), between(rng, 2, 5), rng.random() < 0.5
        if level == 1:
            axis = Axis(between(rng, 8, 16), between(rng, 2, 6), one_of(rng, [1, 2, 3]))
        elif level == 2:
            axis = Axis.symmetric(n, kernel, between(rng, 2, 3), between(rng, min(2, kernel - 1), min(3, kernel - 1)))
        else:
            axis = Axis.symmetric(n, between(rng, 2, 4), between(rng, 1, 3), between(rng, 1, 2), between(rng, 2, 3))
        last = axis.n - 1 if back else max(axis.quotient, 1) if axis.fits else 1
        index = between(rng, 1 if level == 1 else 0, last)
        return cls(axis.n, axis.kernel, axis.stride, axis.begin, axis.dilation, index, back)

    def targets(self, level: int) -> tuple[str, ...]:
        if level == 3:
            return ("dilation-ignored", "gaps-filled")
        stride = ("stride-ignored",) if self.stride > 1 else ()
        if self.padding == 1:  # counting from 1 and leaving out one zero give the same cells
            return stride
        return (*stride, "counted-from-one", *(("padding-ignored",) if self.padding else ()))

    def well_posed(self, level: int) -> bool:
        """Some cells are read; on level three a window lies partly in the padding."""
        if not self.axis.fits or self.axis.out < 3 or not self.solve() or self.n + 2 * self.padding > 16:
            return False
        if self.back or level < 3:
            return self.back or self.index < self.axis.out
        return self.index < self.axis.out and len(self.solve()) < self.kernel

    @once
    def axis(self) -> Axis:
        return Axis.symmetric(self.n, self.kernel, self.stride, self.padding, self.dilation)

    def sliding(self) -> tuple[Axis, ...]:
        return (self.axis,)

    def prompt(self) -> Text:
        asked = (
            T("Which output cells read cell %(i)s of the input?", i=self.index)
            if self.back
            else T("Which cells of the input does output cell %(i)s read?", i=self.index)
        )
        return T(
            "%(kernel)s slides with stride %(s)s over an input of %(n)s cells %(padding)s. %(asked)s Count from 0.",
            kernel=kernel_of(self.kernel, self.dilation),
            s=self.stride,
            n=self.n,
            padding=zeros_each_side(self.padding),
            asked=asked,
        )

    def convention(self) -> Text:
        if self.dilation > 1:
            return T("PyTorch: the first index is 0; padding has no index; dilation 1 is the ordinary kernel")
        return T("PyTorch: the first index is 0; padding has no index")

    def picture(self) -> Picture:
        return strip_picture(self.n, self.padding)

    @property
    def answer(self) -> Format:
        return Several()

    def solve(self) -> Value:
        found = windows.readers(self.axis, self.index) if self.back else windows.reads_inside(self.axis, self.index)
        return tuple(found)

    def wrong_models(self) -> Iterator[Mistake]:
        return (wrong_readers if self.back else wrong_cells)(self.axis, self.index)

    def explain(self) -> Explanation:
        steps = (readers_steps if self.back else cells_steps)(self.axis, self.index)
        return Explanation(self.picture(), tuple(steps))
