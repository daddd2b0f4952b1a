"""Worked steps of a grid answer: the size first, then one window after the other over the student's own numbers.

Rows and columns are counted from 1 in sentences; in the keys of steps, `cell-i-j`, from 0.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache

from exercises.answers import Value
from exercises.engine import windows
from exercises.engine.conventions import Rounding
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.pictures import Cell, Frame, Panel, Picture, Role, Rows, grid_panel, padded_panel
from exercises.question import Explanation, Step
from exercises.text import T, Text, minus, signed

Axes = tuple[Axis, Axis]
Say = Callable[[int, int], Text]


def grid_explanation(given: Picture, seen: Panel, axes: Axes, wanted: Value, setup: Text, say: Say) -> Explanation:
    """The step `setup`, then a step `cell-i-j` for each output cell.

    `given` is the question's picture, in which `seen`, the padded input, takes the place of the first panel.
    """
    blank = [[""] * len(wanted[0])] * len(wanted)
    output = grid_panel("output", T("output"), blank, Role.BLANK)
    picture = Picture((seen, *given.panels[1:], output), given.description)
    return Explanation(picture, (_setup(axes, setup), *_cells(axes, wanted, say)))


def _setup(axes: Axes, sentence: Text) -> Step:
    rows, columns = axes
    ends = (window_frame(axes, 0, 0), window_frame(axes, rows.out - 1, columns.out - 1))
    formulas = dict.fromkeys((size_formula(rows), size_formula(columns)))
    return Step("setup", sentence, r",\quad ".join(formulas), tuple(dict.fromkeys(ends)))


def _cells(axes: Axes, wanted: Value, say: Say) -> Iterable[Step]:
    for i, row in enumerate(wanted):
        for j, value in enumerate(row):
            frames = (window_frame(axes, i, j), Frame(j, i, 1, 1, Role.WINDOW, "output"))
            cells = (Cell(j, i, str(value), Role.OUTPUT, "output"),)
            yield Step(f"cell-{i}-{j}", say(i, j), frames=frames, cells=cells)


def size_formula(axis: Axis) -> str:
    """The output length with these numbers in it, as LaTeX."""
    pads = rf"2 \cdot {axis.begin}" if axis.begin == axis.end else str(axis.begin + axis.end)
    padded = f"{axis.n} + {pads}" if axis.padded > axis.n else str(axis.n)
    if axis.stride == 1:
        return f"{padded} - {axis.extent} + 1 = {axis.out}"
    rule = "floor" if axis.rounding is Rounding.FLOOR else "ceil"
    quotient = rf"\frac{{{padded} - {axis.extent}}}{{{axis.stride}}}"
    return rf"\left\l{rule}{quotient}\right\r{rule} + 1 = {axis.out}"


def fitting(axes: Axes) -> Text:
    """How many windows fit, and so the size of the output."""
    rows, columns = axes
    if any(map(windows.overhang, axes)):
        return T(
            "In ceil mode the last windows may hang over the edge: %(down)s windows down and %(across)s across, so the "
            "output is %(down)s × %(across)s.",
            down=rows.out,
            across=columns.out,
        )
    return T(
        "%(down)s windows fit down and %(across)s across, so the output is %(down)s × %(across)s.",
        down=rows.out,
        across=columns.out,
    )


def ring(axes: Axes) -> Text:
    """The padding, and the size that it gives."""
    rows, columns = axes
    pads = (rows.begin, rows.end, columns.begin, columns.end)
    size = f"{rows.padded} × {columns.padded}"
    if not any(pads):
        return T("There is no padding: the window slides over the %(size)s cells of the input.", size=size)
    if len(set(pads)) == 1:
        return T("Padding of %(p)s on every side makes the input %(size)s.", p=pads[0], size=size)
    return T(
        "Padding of %(top)s above, %(bottom)s below, %(left)s on the left and %(right)s on the right makes the input "
        "%(size)s.",
        top=pads[0],
        bottom=pads[1],
        left=pads[2],
        right=pads[3],
        size=size,
    )


def same_ring(axes: Axes) -> Text:
    """The padding of SAME_UPPER, and how it follows from the size that is wanted."""
    rows, columns = axes
    return T(
        "SAME_UPPER makes one window for every %(s)s cells: %(down)s down and %(across)s across, which is the size of "
        "the output. They reach over %(size)s cells, so the padding is %(top)s above, %(bottom)s below, %(left)s on "
        "the left and %(right)s on the right.",
        s=rows.stride,
        down=rows.out,
        across=columns.out,
        size=f"{rows.padded} × {columns.padded}",
        top=rows.begin,
        bottom=rows.end,
        left=columns.begin,
        right=columns.end,
    )


def input_panel(x: Rows, axes: Axes, fill: str = "0") -> Panel:
    """The input with its pads, and empty cells where the windows of a ceil rule hang over the edge."""
    rows, columns = axes
    pads = (rows.begin, rows.end, columns.begin, columns.end)
    caption = T("input, with its padding") if any(pads) else T("input")
    return padded_panel("input", caption, x, pads, fill, (windows.overhang(rows), windows.overhang(columns)))


def window_frame(axes: Axes, i: int, j: int, role: Role = Role.WINDOW) -> Frame:
    """The frame of window (i, j) on a padded input whose upper left pad cell is at (0, 0)."""
    rows, columns = axes
    top, left = windows.start(rows, i) + rows.begin, windows.start(columns, j) + columns.begin
    return Frame(left, top, columns.extent, rows.extent, role)


@lru_cache(maxsize=2048, typed=True)
def _product(x: int, k: int) -> str:
    return f"{signed(x)}×{signed(k)}"


def sum_of_products(patch: Array, w: Array) -> tuple[str, int]:
    """`2×1 + 3×(−1) = −1` for one window and the kernel, row after row, and how many products of 0 are left out."""
    pairs = list(zip(patch.ravel().tolist(), w.ravel().tolist(), strict=True))
    terms = [_product(x, k) for x, k in pairs if x * k]
    total = minus(sum(x * k for x, k in pairs))
    return f"{' + '.join(terms)} = {total}" if terms else total, len(pairs) - len(terms)
