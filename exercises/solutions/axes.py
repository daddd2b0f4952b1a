"""The steps of an output shape: the rule, one axis, the other axis, both."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product

from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.pictures import INDEX, Cell, Frame, Role
from exercises.question import Step
from exercises.solutions.sizes import MOST_WINDOWS, no_room, reads_of
from exercises.text import T, count

RULES = {  # with padding?
    False: (
        T(
            "Each axis has its own sum: the input less the kernel, divided by the stride and rounded down, and 1 for "
            "the first window."
        ),
        r"\left\lfloor\frac{n - k}{s}\right\rfloor + 1",
    ),
    True: (
        T(
            "Each axis has its own sum: the input with its padding, less the kernel, divided by the stride and rounded "
            "down, and 1 for the first window."
        ),
        r"\left\lfloor\frac{n + 2p - k}{s}\right\rfloor + 1",
    ),
}


def shape_steps(rows: Axis, columns: Axis) -> tuple[Step, ...]:
    """Steps `rule`, `height`, the windows down, `width`, the windows across, `answer`.

    Their marks belong on a `blank_panel` "input"; what is left over below and on the right is marked.
    """
    said, formula = RULES[rows.padded > rows.n or columns.padded > columns.n]
    rule = Step("rule", said, formula, (grid_frame(rows, columns, 0, 0),))
    answer = Step(
        "answer",
        T("The output is %(h)s high and %(w)s wide.", h=rows.out, w=columns.out),
        f"({rows.out}, {columns.out})",
        (grid_frame(rows, columns, rows.out - 1, columns.out - 1),),
    )
    down, across = (_walk(rows, columns, unit) for unit in ("rows", "columns"))
    return (rule, _height(rows, columns), *down, _width(rows, columns), *across, answer)


def _height(rows: Axis, columns: Axis) -> Step:
    sentence = count(
        "Down: the window covers %(k)s of %(padded)s rows, and it can move down once by %(s)s.",
        "Down: the window covers %(k)s of %(padded)s rows, and it can move down %(n)s times by %(s)s.",
        rows.quotient,
        padded=rows.padded,
        k=rows.extent,
        s=rows.stride,
    )
    frames = tuple(grid_frame(rows, columns, i, 0) for i in _some(rows))
    return Step("height", sentence, size_formula(rows), frames)


def _width(rows: Axis, columns: Axis) -> Step:
    sentence = count(
        "Across: the window covers %(k)s of %(padded)s columns, and it can move right once by %(s)s.",
        "Across: the window covers %(k)s of %(padded)s columns, and it can move right %(n)s times by %(s)s.",
        columns.quotient,
        padded=columns.padded,
        k=columns.extent,
        s=columns.stride,
    )
    frames = tuple(grid_frame(rows, columns, 0, j) for j in _some(columns))
    return Step("width", sentence, size_formula(columns), frames)


def _walk(rows: Axis, columns: Axis, unit: str) -> Iterator[Step]:
    """The bands of one axis, and a step `rows-more` or `columns-more` for what is left over behind them."""
    axis = rows if unit == "rows" else columns
    yield from bands(rows, columns, unit, axis_walk(axis))
    if axis.remainder:
        yield Step(f"{unit}-more", no_room(axis, unit), cells=_left_over(rows, columns, unit))


def axis_walk(axis: Axis) -> Sequence[int]:
    """The windows of one axis of a grid that are stepped through: all of a few, or the first two and the last."""
    return range(axis.out) if axis.out <= MOST_WINDOWS else (0, 1, axis.out - 1)


def bands(rows: Axis, columns: Axis, unit: str, which: Iterable[int]) -> Iterator[Step]:
    """A step for each of these windows along one axis: a frame round all the rows (columns) that it reads."""
    axis = rows if unit == "rows" else columns
    for i in which:
        place = windows.start(axis, i) + axis.begin + INDEX
        band = (
            Frame(INDEX, place, columns.padded, axis.extent)
            if unit == "rows"
            else Frame(place, INDEX, axis.extent, rows.padded)
        )
        yield Step(f"{unit}-{i + 1}", reads_of(axis, i, unit), frames=(band,))


def _left_over(rows: Axis, columns: Axis, unit: str) -> tuple[Cell, ...]:
    """The rows (columns) behind the last window, zeros of the padding too."""
    high, wide = rows.padded, columns.padded
    if unit == "rows":
        places = product(range(high - rows.remainder, high), range(wide))
    else:
        places = product(range(high), range(wide - columns.remainder, wide))
    top, left = rows.begin, columns.begin
    bottom, right = top + rows.n, left + columns.n
    return tuple([unread_cell(i, j, top <= i < bottom and left <= j < right) for i, j in places])


@lru_cache(maxsize=4096, typed=True)
def unread_cell(i: int, j: int, real: bool) -> Cell:
    """Cell (i, j) of the padded input when no window reads it: 0 stands in the padding, and nothing in the input."""
    return Cell(j + INDEX, i + INDEX, "" if real else "0", Role.UNREAD)


def _some(axis: Axis) -> list[int]:
    """The first window, its first move, and the last window."""
    return sorted({0, min(1, axis.out - 1), axis.out - 1})


@lru_cache(maxsize=4096)
def size_formula(axis: Axis) -> str:
    """The sum of one axis with its numbers: ⌊(7 + 2·1 − 3)/2⌋ + 1 = 4, or 7 − 3 + 1 = 5."""
    padding = rf" + 2 \cdot {axis.begin}" if axis.begin else ""
    over = f"{axis.n}{padding} - {axis.extent}"
    if axis.stride == 1:
        return f"{over} + 1 = {axis.out}"
    return rf"\left\lfloor\frac{{{over}}}{{{axis.stride}}}\right\rfloor + 1 = {axis.out}"


def grid_frame(rows: Axis, columns: Axis, i: int, j: int, role: Role = Role.WINDOW) -> Frame:
    """The frame of window (i, j) on a `blank_panel`."""
    top, left = windows.start(rows, i) + rows.begin, windows.start(columns, j) + columns.begin
    return Frame(left + INDEX, top + INDEX, columns.extent, rows.extent, role)
