"""The steps of "which inputs give this size" (K15) and of "what is never read" (K16)."""

from collections.abc import Sequence

from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.pictures import Cell, Role
from exercises.question import Step
from exercises.solutions.axes import bands, unread_cell
from exercises.solutions.sizes import cells_behind, window_frames, window_walk
from exercises.strips import strip_position
from exercises.text import T, Text, count


def inputs_steps(out: int, inputs: Sequence[int], shortest: Axis, longest: Axis) -> tuple[Step, ...]:
    """Steps `rule`, `moves`, `span`, `first`, `last`, `answer`.

    Their marks belong on the `strip_panel`s "shortest" and "input" of the shortest and the longest input.
    """
    covers = "k" if longest.dilation == 1 else "E"
    quotient = rf"\left\lfloor\frac{{n + 2p - {covers}}}{{s}}\right\rfloor"
    moves = count("So the window moves once.", "So the window moves %(n)s times.", out - 1)
    return (
        _rule(out, quotient, longest),
        Step("moves", moves, f"{quotient} = {out} - 1 = {out - 1}"),
        _room(out, longest),
        _first(shortest),
        _last(longest),
        Step(
            "answer",
            T("These inputs give %(out)s cells: %(list)s.", out=out, list=", ".join(map(str, inputs))),
            rf"{inputs[0]} \le n \le {inputs[-1]}",
            (*window_frames(shortest, [out - 1], "shortest"), *window_frames(longest, [out - 1])),
        ),
    )


def _room(out: int, axis: Axis) -> Step:
    s, extent, both = axis.stride, axis.extent, 2 * axis.begin
    low, high = (out - 1) * s, out * s - 1
    said = T(
        "There is room for that many moves of %(s)s, but not for one more: %(low)s to %(high)s cells lie after the "
        "first window.",
        s=s,
        low=low,
        high=high,
    )
    span = f"n + {both} - {extent}" if both else f"n - {extent}"
    return Step("span", said, rf"{low} \le {span} \le {high}")


def _rule(out: int, quotient: str, axis: Axis) -> Step:
    sentence = T("The output has %(out)s cells: the first window and one for each move.", out=out)
    if axis.dilation > 1:
        sentence = T(
            "With dilation %(d)s the kernel covers %(extent)s cells. The output has %(out)s: the first window and one "
            "for each move.",
            d=axis.dilation,
            extent=axis.extent,
            out=out,
        )
    return Step("rule", sentence, f"{quotient} + 1 = {out}", window_frames(axis, [0]))


def _first(axis: Axis) -> Step:
    last = axis.out - 1
    said = T(
        "The shortest has %(n)s: window %(i)s, the last, ends exactly at the end. One cell less, and it drops out.",
        n=axis.n,
        i=axis.out,
    )
    if axis.remainder:
        said = T("An input has at least 1 cell, and padding makes up for the rest.")
    return Step("first", said, frames=window_frames(axis, [last], "shortest"), cells=cells_behind(axis, "shortest"))


def _last(axis: Axis) -> Step:
    said = count(
        "The longest has %(cells)s: 1 cell is left over behind window %(i)s. One cell more, and another window fits.",
        "The longest has %(cells)s: %(n)s cells are left over behind window %(i)s. One cell more, and another window "
        "fits.",
        axis.remainder,
        cells=axis.n,
        i=axis.out,
    )
    return Step("last", said, frames=window_frames(axis, [axis.out - 1]), cells=cells_behind(axis))


def unread_steps(axis: Axis, panel: str = "input") -> tuple[Step, ...]:
    """Steps `rule`, the windows, `answer` for one axis, on its `strip_panel`; unread cells are marked."""
    unread = windows.never_read(axis)
    places = [(p, strip_position(p, axis.n, axis.begin, axis.end)) for p in unread]
    marks = tuple(Cell(x, 0, str(p), Role.UNREAD, panel) for p, x in places if x is not None)
    said = T("Never read: %(list)s.", list=listed(unread))
    return (_starts(axis), *window_walk(axis, panel), Step("answer", said, cells=marks))


def unread_grid_steps(rows: Axis, columns: Axis) -> tuple[Step, ...]:
    """Steps `rule`, each band of rows, `rows`, each band of columns, `columns`, `answer` on a `blank_panel`."""
    lost_rows, lost_columns = windows.never_read(rows), windows.never_read(columns)
    across = [(i, j) for i in lost_rows for j in range(columns.n)]
    down = [(i, j) for j in lost_columns for i in range(rows.n)]
    return (
        _starts(rows),
        *bands(rows, columns, "rows", range(rows.out)),
        Step("rows", T("Rows never read: %(list)s.", list=listed(lost_rows)), cells=_unread(across, rows, columns)),
        *bands(rows, columns, "columns", range(columns.out)),
        Step(
            "columns", T("Columns never read: %(list)s.", list=listed(lost_columns)), cells=_unread(down, rows, columns)
        ),
        Step(
            "answer",
            T(
                "Rows that are never read: %(rows)s. Columns that are never read: %(columns)s.",
                rows=listed(lost_rows),
                columns=listed(lost_columns),
            ),
        ),
    )


def _starts(axis: Axis) -> Step:
    formula = r"\text{start} = (i - 1) \cdot s"
    if axis.begin:
        formula += " - p"
        said = T("Window 1 starts in the padding, and each one after it starts one stride further on.")
    else:
        said = T("Window 1 starts at 0, and each one after it starts one stride further on.")
    return Step("rule", said, formula)


def _unread(places: list[tuple[int, int]], rows: Axis, columns: Axis) -> tuple[Cell, ...]:
    top, left = rows.begin, columns.begin
    return tuple([unread_cell(i + top, j + left, True) for i, j in places])


def listed(positions: Sequence[int]) -> Text:
    """`4, 5` or `none`, as an answer is typed."""
    return T("%(list)s", list=", ".join(map(str, positions))) if positions else T("none")
