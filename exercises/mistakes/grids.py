"""What the wrong models of a map have in common: a window operation, and how one of its slips is pointed at."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from exercises.answers import Value
from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.frozen import once
from exercises.pictures import Frame, Role
from exercises.question import Mistake
from exercises.text import Text, minus

Compute = Callable[[Array, Axis, Axis], Array]


@dataclass(frozen=True)
class Sliding:
    """The input `x`, its two axes, and what is computed in each window: `compute(x, rows, columns)` is the map."""

    x: Array
    rows: Axis
    columns: Axis
    compute: Compute

    @property
    def axes(self) -> tuple[Axis, Axis]:
        return self.rows, self.columns

    @property
    def size(self) -> str:
        """That of the map, as it is printed: 3 × 4."""
        return f"{self.rows.out} × {self.columns.out}"

    @once
    def right(self) -> Array:
        return self.compute(self.x, self.rows, self.columns)

    def mistake(
        self,
        slip: str,
        wrong: Array,
        sentence: Text,
        read: tuple[Axis, Axis] | None = None,
        late: tuple[int, int] = (0, 0),
    ) -> Mistake:
        """The mistake that gives the map `wrong`, pointing at the first cell where it shows.

        `read` are the axes whose windows the slip reads, moved on by `late` (down, across): its frame is drawn on the
        padded input. A slip that shows in the size alone points at the step `setup`.
        """
        place = first_difference(wrong, self.right)
        if place is None:
            return Mistake(slip, rows_of(wrong), sentence, "setup")
        frames = (self._slip_frame(read, late, *place),) if read else ()
        return Mistake(slip, rows_of(wrong), sentence, f"cell-{place[0]}-{place[1]}", frames)

    def shows(self, wrong: Array) -> dict[str, object]:
        """Where the map `wrong` differs first, for a sentence: `row` and `column` from 1, `wrong` and `right`."""
        i, j = first_difference(wrong, self.right) or (0, 0)
        return {"row": i + 1, "column": j + 1, "wrong": minus(wrong[i, j]), "right": minus(self.right[i, j])}

    def _slip_frame(self, read: tuple[Axis, Axis], late: tuple[int, int], i: int, j: int) -> Frame:
        """The slip's window (i, j) as far as it lies on the padded input."""
        top, bottom = _on_panel(self.rows, read[0], i, late[0])
        left, right = _on_panel(self.columns, read[1], j, late[1])
        return Frame(left, top, right - left, bottom - top, Role.SLIP)


def _on_panel(axis: Axis, read: Axis, i: int, late: int) -> tuple[int, int]:
    first = windows.start(read, i) + late + axis.begin
    return max(first, 0), min(first + read.extent, axis.padded + windows.overhang(axis))


def first_difference(wrong: Array, right: Array) -> tuple[int, int] | None:
    """The first cell, row after row, that both maps have and that differs."""
    width = min(wrong.shape[1], right.shape[1])
    for i, (row, other) in enumerate(zip(wrong.tolist(), right.tolist(), strict=False)):
        for j in range(width):
            if row[j] != other[j]:
                return i, j
    return None


def rows_of(values: Array) -> Value:
    """A grid answer's value: a tuple of rows of Python ints and Fractions."""
    if values.dtype != np.dtype(object):
        return tuple(map(tuple, values.tolist()))
    return tuple(tuple(_exact(one) for one in row) for row in values.tolist())


def _exact(value: int | Fraction) -> int | Fraction:
    return int(value) if value.denominator == 1 else value
