"""K17: how many windows read one cell, or each cell of the input."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Format, Grid, Integer, Value
from exercises.draws import between, one_of
from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.frozen import changed, once
from exercises.mistakes.uses import reads_everywhere, wrong_counts, wrong_grids
from exercises.pictures import INDEX, Picture, blank_panel
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.uses import count_steps, grid_steps, uses_panel
from exercises.text import T, Text, count

Two = tuple[int, int]


@dataclass(frozen=True)
class PixelUses(Question):
    """Kernel, stride and padding per side are (down, across); `whole` asks for the grid instead of one cell."""

    height: int
    width: int
    kernel: Two
    stride: Two
    padding: Two
    row: int
    column: int
    whole: bool

    title = T("How often a cell is read")
    about = T("Count the windows that read a cell: corners are read once, the middle often.")
    topic = "reading"
    order = 2
    size_rule = T("It has one number for each cell of the input.")

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        if level == 3:
            kernel = between(rng, 2, 4), between(rng, 2, 4)
            stride = one_of(rng, [(2, 1), (1, 2), (2, 2), (1, 1)])
            padding = one_of(rng, [(0, 0), (1, 1)])
            return cls(between(rng, 3, 7), between(rng, 3, 7), kernel, stride, padding, 0, 0, True)
        height, width = rng.sample(range(5, 10), 2)
        row, column = rng.randrange(height), rng.randrange(width)
        k = between(rng, 2, 4)
        if level == 1:
            return cls(height, width, (k, k), (1, 1), (0, 0), row, column, False)
        s, p = one_of(rng, [(1, 1), (2, 0), (2, 1), (1, 2)])
        return cls(height, width, (k, between(rng, 2, 4)), (s, s), (p, p), row, column, False)

    def targets(self, level: int) -> tuple[str, ...]:
        stride = ("stride-ignored",) if max(self.stride) > 1 else ()
        padding = ("padding-ignored",) if max(self.padding) else ()
        if level == 2:
            return ("uses-everywhere", *(stride or padding))
        return ("uses-everywhere", *stride, *padding, *(("uses-added",) if level == 1 else ()))

    def well_posed(self, level: int) -> bool:
        """The cell asked for is neither a corner nor out of everyone's way; the grid has different rows."""
        rows, columns = self.axes
        if not (rows.fits and columns.fits) or min(rows.out, columns.out) < 2:
            return False
        if any(p >= k for p, k in zip(self.padding, self.kernel, strict=True)):
            return False
        if level == 3:
            return len({*windows.uses(rows)}) > 1 and (max(self.stride) > 1 or max(self.padding) > 0)
        on_edges = (self.row in (0, self.height - 1)) + (self.column in (0, self.width - 1))
        if on_edges == 2 or not self.solve():
            return False
        return not reads_everywhere(rows, columns, self.row, self.column)  # told here, it costs no slips

    @once
    def axes(self) -> tuple[Axis, Axis]:
        down, across = zip(self.kernel, self.stride, self.padding, strict=True)
        return Axis.symmetric(self.height, *down), Axis.symmetric(self.width, *across)

    def sliding(self) -> tuple[Axis, ...]:
        return self.axes

    def prompt(self) -> Text:
        values = {
            "kh": self.kernel[0],
            "kw": self.kernel[1],
            "h": self.height,
            "w": self.width,
            "stride": self._stride(),
            "padding": count("1 zero of padding on every side", "%(n)s zeros of padding on every side", self.padding[0])
            if self.padding[0]
            else T("no padding"),
        }
        if self.whole:
            return T(
                "A kernel %(kh)s high and %(kw)s wide slides over an input %(h)s high and %(w)s wide, with %(stride)s, "
                "and with %(padding)s. How many windows read each cell of the input?",
                **values,
            )
        return T(
            "A kernel %(kh)s high and %(kw)s wide slides over an input %(h)s high and %(w)s wide, with %(stride)s, and "
            "with %(padding)s. How many windows read the cell in row %(row)s, column %(column)s? Count from 0.",
            row=self.row,
            column=self.column,
            **values,
        )

    def _stride(self) -> Text:
        down, across = self.stride
        if down == across:
            return T("stride %(s)s", s=down)
        return T("stride %(down)s down and %(across)s across", down=down, across=across)

    def convention(self) -> Text:
        return T("PyTorch: floor; padding counted per side; the first index is 0")

    def picture(self) -> Picture:
        caption = T("input, %(h)s high and %(w)s wide", h=self.height, w=self.width)
        panel = blank_panel("input", caption, self.height, self.width, self.padding)
        said = T("A grid of %(h)s rows and %(w)s columns, both numbered from 0.", h=self.height, w=self.width)
        if self.whole:
            return Picture((panel,), said)
        x, y = self.column + self.padding[1] + INDEX, self.row + self.padding[0] + INDEX
        cells = tuple(changed(cell, text="?") if (cell.x, cell.y) == (x, y) else cell for cell in panel.cells)
        return Picture((changed(panel, cells=cells),), said)

    @property
    def answer(self) -> Format:
        return Grid() if self.whole else Integer()

    def solve(self) -> Value:
        down, across = (windows.uses(axis) for axis in self.axes)
        if not self.whole:
            return down[self.row] * across[self.column]
        return tuple(tuple(one * other for other in across) for one in down)

    def wrong_models(self) -> Iterator[Mistake]:
        if self.whole:
            return wrong_grids(*self.axes)
        return wrong_counts(*self.axes, self.row, self.column)

    def explain(self) -> Explanation:
        given = self.picture()
        if not self.whole:
            return Explanation(given, tuple(count_steps(*self.axes, self.row, self.column)))
        picture = Picture((*given.panels, uses_panel(self.height, self.width)), given.description)
        return Explanation(picture, tuple(grid_steps(*self.axes)))
