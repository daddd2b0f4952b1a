"""The steps of an output shape: the rule, one axis, the other axis, both."""

from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.pictures import INDEX, Frame, Role
from exercises.question import Step
from exercises.text import T, count


def shape_steps(rows: Axis, columns: Axis) -> tuple[Step, ...]:
    """Steps `rule`, `height`, `width`, `answer`; their frames belong on a `blank_panel` "input"."""
    rule = Step(
        "rule",
        T(
            "Each axis has its own sum: the input with its padding, less the kernel, divided by the stride and rounded "
            "down, and 1 for the first window."
        ),
        r"\left\lfloor\frac{n + 2p - k}{s}\right\rfloor + 1",
        (grid_frame(rows, columns, 0, 0),),
    )
    answer = Step(
        "answer",
        T("The output is %(h)s high and %(w)s wide.", h=rows.out, w=columns.out),
        f"({rows.out}, {columns.out})",
        (grid_frame(rows, columns, rows.out - 1, columns.out - 1),),
    )
    return (rule, _height(rows, columns), _width(rows, columns), answer)


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


def _some(axis: Axis) -> list[int]:
    """The first window, its first move, and the last window."""
    return sorted({0, min(1, axis.out - 1), axis.out - 1})


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
