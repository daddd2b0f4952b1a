"""Worked steps of a grid answer: one window after the other over the student's own numbers."""

from collections.abc import Callable, Iterator

from exercises.answers import Value
from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.pictures import Cell, Frame, Role
from exercises.question import Step
from exercises.text import Text

Say = Callable[[int, int], Text]


def window_steps(rows: Axis, columns: Axis, wanted: Value, say: Say) -> tuple[Step, ...]:
    """A step `cell-i-j` for each output cell; frames belong on a `padded_panel` "input", cells on "output"."""
    return tuple(
        Step(
            f"cell-{i}-{j}",
            say(i, j),
            frames=(window_frame(rows, columns, i, j), _cell_frame(i, j)),
            cells=(Cell(j, i, str(wanted[i][j]), Role.OUTPUT, "output"),),
        )
        for i in range(rows.out)
        for j in range(columns.out)
    )


def window_frame(rows: Axis, columns: Axis, i: int, j: int, role: Role = Role.WINDOW) -> Frame:
    """The frame of window (i, j) on a padded input whose upper left pad cell is at (0, 0)."""
    top, left = windows.start(rows, i) + rows.begin, windows.start(columns, j) + columns.begin
    return Frame(left, top, columns.extent, rows.extent, role)


def _cell_frame(i: int, j: int) -> Frame:
    return Frame(j, i, 1, 1, Role.WINDOW, "output")


def sum_of_products(patch: Array, w: Array) -> str:
    """`2×1 + 5×0 + 3×(−1) = −1` for one window and the kernel, row after row."""
    terms = [f"{_signed(x)}×{_signed(k)}" for x, k in _pairs(patch, w)]
    return f"{' + '.join(terms)} = {minus(int((patch * w).sum()))}"


def _pairs(patch: Array, w: Array) -> Iterator[tuple[int, int]]:
    yield from zip(patch.ravel().tolist(), w.ravel().tolist(), strict=True)


def _signed(value: int) -> str:
    return f"({minus(value)})" if value < 0 else str(value)


def minus(value: object) -> str:
    """A number with the real minus sign, as it is printed in sentences."""
    return str(value).replace("-", "−")
