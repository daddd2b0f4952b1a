"""What questions about a kernel and a grid share: both are given as they are, and the answer is another grid."""

from dataclasses import dataclass
from typing import Self

from exercises.answers import Format, Grid
from exercises.draws import Rows
from exercises.frozen import changed
from exercises.pictures import Picture
from exercises.question import Question
from exercises.solutions.convolution import given_picture


@dataclass(frozen=True)
class KernelOnGrid(Question):
    """The input `x` and the kernel `w`."""

    x: Rows
    w: Rows

    def picture(self) -> Picture:
        return given_picture(self.x, self.w)

    @property
    def answer(self) -> Format:
        return Grid()

    def kernel_turned(self) -> Self:
        """The same with the kernel turned by 180 degrees, for those who flip it."""
        return changed(self, w=tuple(row[::-1] for row in self.w[::-1]))

    def kernel_transposed(self) -> Self:
        """The same with rows and columns of the kernel swapped."""
        return changed(self, w=tuple(zip(*self.w, strict=True)))
