"""Wrong models of a single cell of a convolution map (K19; M16, M40 to M43, M49 to M53)."""

from collections.abc import Iterator

import numpy as np

from exercises.answers import Value
from exercises.engine import windows
from exercises.engine.conv import correlate
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.frozen import changed
from exercises.mistakes.convolution import convolving, inside_the_window, turned_kernel
from exercises.pictures import Frame, Role
from exercises.question import Mistake
from exercises.text import T, Text, signed

Axes = tuple[Axis, Axis]
Place = tuple[int, int]


def wrong_entries(x: Array, w: Array, axes: Axes, place: Place) -> Iterator[Mistake]:
    """Wrong values of the cell at `place`: the wrong window, or the right one used in a wrong way."""
    yield from _elsewhere(x, w, axes, place)
    patch = windows.patches(x, *axes)[place]
    alone = convolving(patch, w, Axis.symmetric(w.shape[0], w.shape[0]), Axis.symmetric(w.shape[1], w.shape[1]))
    square = w.shape[0] == w.shape[1]
    for mistake in (*turned_kernel(alone, w), *inside_the_window(alone, w)):
        if square or mistake.slip != "kernel-transposed":
            yield changed(mistake, answer=mistake.answer[0][0], step="answer", frames=())


def _elsewhere(x: Array, w: Array, axes: Axes, place: Place) -> Iterator[Mistake]:
    row, column = place
    rows, columns = axes
    values = {"i": windows.start(rows, row), "j": windows.start(columns, column)}
    swapped = T("You swapped row and column. The window of this cell starts in row %(i)s, column %(j)s.", **values)
    yield from _at("axes-swapped", x, w, axes, (column, row), swapped)
    first = T("You counted from 1. Row and column 0 are the first ones.")
    yield from _at("counted-from-one", x, w, axes, (row - 1, column - 1), first)
    late = T("Your window lies next to the right one, which starts in row %(i)s, column %(j)s.", **values)
    dense = changed(rows, stride=1), changed(columns, stride=1)
    top, left = row * rows.stride, column * columns.stride
    for down, across in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        yield from _at("window-off-by-one", x, w, dense, (top + down, left + across), late)
    if rows.stride > 1:
        near = T(
            "You moved the window one cell for each output cell. With stride %(s)s it moves by %(s)s.", s=rows.stride
        )
        yield from _at("neighbouring-windows", x, w, dense, place, near)
    if rows.begin:
        bare = changed(rows, begin=0, end=2 * rows.begin), changed(columns, begin=0, end=2 * columns.begin)
        none = T("You left the padding out. The first window starts in it.")
        yield from _at("padding-ignored", x, w, bare, place, none)


def _at(slip: str, x: Array, w: Array, axes: Axes, place: Place, sentence: Text) -> Iterator[Mistake]:
    """The value of another cell, if there is one."""
    if all(0 <= i < axis.out for i, axis in zip(place, axes, strict=True)):
        patch = windows.patches(x, *axes)[place]
        yield Mistake(slip, int((patch * w).sum()), sentence, "window")


def one_product_off(given: Value, x: Array, w: Array, axes: Axes, place: Place) -> Iterator[Mistake]:
    """M52 and M53: exactly one product explains the difference, left out or with the wrong sign."""
    off = given - int(correlate(x, w, *axes)[place])
    patch = windows.patches(x, *axes)[place]
    top, left = (windows.start(axis, i) + axis.begin for axis, i in zip(axes, place, strict=True))
    for slip, times, say in (
        ("term-missing", 1, T("The sum comes to %(given)s when the product %(term)s is left out.", given=given)),
        ("sign-slip", 2, T("The sum comes to %(given)s when the product %(term)s has the wrong sign.", given=given)),
    ):
        found = [
            (a, b) for a, b in np.ndindex(*w.shape) if patch[a, b] * w[a, b] and off == -times * patch[a, b] * w[a, b]
        ]
        if len(found) == 1:
            a, b = found[0]
            term = f"{signed(int(patch[a, b]))}×{signed(int(w[a, b]))}"
            frame = Frame(left + b, top + a, 1, 1, Role.SLIP)
            yield Mistake(slip, given, say.filled(term=term), "answer", (frame,))
