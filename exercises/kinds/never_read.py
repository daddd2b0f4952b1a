"""K16: the rows and columns that no window reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Format, Part, Several, Steps, Value
from exercises.draws import between, one_of
from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.frozen import once
from exercises.mistakes.floors import unread_cells, unread_rows_and_columns
from exercises.pictures import Picture, blank_panel
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.floors import unread_grid_steps, unread_steps
from exercises.strips import strip_panel
from exercises.text import T, Text, count
from exercises.words import strip_words

BOXES = Steps(
    (
        Part("rows", T("rows never read"), Several()),
        Part("columns", T("columns never read"), Several()),
    )
)
Sizes = tuple[int, ...]


@dataclass(frozen=True)
class NeverRead(Question):
    """One entry for each axis, (cells,) or (rows, columns): sizes, kernel, stride, padding per side."""

    n: Sizes
    kernel: Sizes
    stride: Sizes
    padding: Sizes

    title = T("What is never read")
    about = T("Cells, rows and columns that no window reaches.")
    topic = "floor"
    order = 2

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        if level == 1:
            kernel = between(rng, 2, 7)
            return cls((between(rng, 8, 48),), (kernel,), (between(rng, 2, max(2, min(kernel, 5))),), (0,))
        n = (between(rng, 6, 12), between(rng, 6, 12))
        padding = one_of(rng, [0, 0, 2 if level == 2 else 1])
        if level == 2:
            stride = between(rng, 2, 4)
            kernels = between(rng, stride, 4), between(rng, stride, 4)
            return cls(n, kernels, (stride, stride), (padding, padding))
        kernels = between(rng, 1, 3), between(rng, 2, 3)
        return cls(n, kernels, (between(rng, 2, 4), between(rng, 2, 4)), (padding, padding))

    def targets(self, level: int) -> tuple[str, ...]:
        # With one zero of padding, counting it and counting from 1 give the same numbers.
        padding = ("padding-counted",) if max(self.padding) > 1 else ()
        if level == 1:
            return ("thought-all-read", "counted-from-one")
        gaps = ("gaps-missed", "rounded-up") if level == 3 else ()
        return ("thought-all-read", "counted-from-one", "axes-swapped", *padding, *gaps)

    def well_posed(self, level: int) -> bool:
        """Something is never read; on level 3 also between the windows, and never only at the end."""
        if any(p >= k for p, k in zip(self.padding, self.kernel, strict=True)) or any(a.out < 2 for a in self.axes):
            return False
        if level == 3 and not any(map(_at_end_and_between, self.axes, self._unread)):
            return False
        return any(self._unread) and max(map(len, self._unread)) <= 6

    @once
    def _unread(self) -> tuple[tuple[int, ...], ...]:
        """Down and across, or along the one axis."""
        return tuple([tuple(windows.never_read(axis)) for axis in self.axes])

    @once
    def axes(self) -> tuple[Axis, ...]:
        each = zip(self.n, self.kernel, self.stride, self.padding, strict=True)
        return tuple(Axis.symmetric(*numbers) for numbers in each)

    def sliding(self) -> tuple[Axis, ...]:
        return self.axes

    def prompt(self) -> Text:
        padding = count("1 zero of padding on every side", "%(n)s zeros of padding on every side", self.padding[0])
        values = {"padding": padding if self.padding[0] else T("no padding"), "stride": self._stride()}
        if len(self.n) == 1:
            return T(
                "A kernel of %(k)s slides over an input of %(n)s cells with %(stride)s and %(padding)s. "
                "Which cells are never read? Count them from 0.",
                k=self.kernel[0],
                n=self.n[0],
                **values,
            )
        return T(
            "A kernel %(kh)s high and %(kw)s wide slides over an input %(h)s high and %(w)s wide, with %(stride)s, and "
            "with %(padding)s. Which rows and which columns are never read? Count both from 0.",
            kh=self.kernel[0],
            kw=self.kernel[1],
            h=self.n[0],
            w=self.n[1],
            **values,
        )

    def _stride(self) -> Text:
        if len(set(self.stride)) == 1:
            return T("stride %(s)s", s=self.stride[0])
        return T("stride %(down)s down and %(across)s across", down=self.stride[0], across=self.stride[1])

    def convention(self) -> Text:
        return T("PyTorch: floor; padding counted per side; the first index is 0")

    def picture(self) -> Picture:
        if len(self.n) == 1:
            return Picture(
                (strip_panel("input", T("input"), self.n[0], self.padding[0], self.padding[0]),),
                strip_words(self.n[0], self.padding[0]),
            )
        height, width = self.n
        caption = T("input, %(h)s high and %(w)s wide", h=height, w=width)
        panel = blank_panel("input", caption, height, width, (self.padding[0], self.padding[1]))
        said = T("A grid of %(h)s rows and %(w)s columns, both numbered from 0.", h=height, w=width)
        return Picture((panel,), said)

    @property
    def answer(self) -> Format:
        return Several() if len(self.n) == 1 else BOXES

    def solve(self) -> Value:
        return self._unread[0] if len(self._unread) == 1 else self._unread

    def wrong_models(self) -> Iterator[Mistake]:
        return (unread_cells if len(self.n) == 1 else unread_rows_and_columns)(*self.axes)

    def explain(self) -> Explanation:
        first, *second = self.axes
        steps = unread_grid_steps(first, *second) if second else unread_steps(first)
        return Explanation(self.picture(), steps)


def _at_end_and_between(axis: Axis, unread: tuple[int, ...]) -> bool:
    """Whether cells are left at the end and between windows: rounding up shows only there."""
    last = windows.reads(axis, axis.out - 1)[-1]
    return bool(unread) and unread[0] < last < unread[-1]
