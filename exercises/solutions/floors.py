"""The steps of "which inputs give this size" (K15) and of "what is never read" (K16)."""

from collections.abc import Iterator, Sequence

from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.pictures import INDEX, Cell, Frame, Role, strip_position
from exercises.question import Step
from exercises.solutions.sizes import cells_behind, reads_of, window_frames, window_walk
from exercises.text import T, Text, count


def inputs_steps(out: int, inputs: Sequence[int], longest: Axis) -> tuple[Step, ...]:
    """Steps `rule`, `moves`, `span`, `first`, `answer`; frames belong on a `strip_panel` of the longest input."""
    covers = "k" if longest.dilation == 1 else "E"
    quotient = rf"\left\lfloor\frac{{n + 2p - {covers}}}{{s}}\right\rfloor"
    moves = count("So the window moves once.", "So the window moves %(n)s times.", out - 1)
    return (
        _rule(out, quotient, longest),
        Step("moves", moves, f"{quotient} = {out} - 1 = {out - 1}"),
        _room(out, longest),
        _ends(longest, (out - 1) * longest.stride + longest.extent - 2 * longest.begin),
        Step(
            "answer",
            T("These inputs give %(out)s cells: %(list)s.", out=out, list=", ".join(map(str, inputs))),
            rf"{inputs[0]} \le n \le {inputs[-1]}",
            window_frames(longest, [out - 1]),
            cells_behind(longest),
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


def _ends(longest: Axis, first: int) -> Step:
    if first < 1:
        said = T("An input has at least 1 cell, and padding makes up for the rest.")
    else:
        said = T("With %(n)s cells the last window ends exactly at the end. One cell less, and it drops out.", n=first)
    return Step("first", said, frames=window_frames(longest, [longest.out - 1]))


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
        *_bands(rows, columns, "rows"),
        Step("rows", T("Rows never read: %(list)s.", list=listed(lost_rows)), cells=_unread(across, rows, columns)),
        *_bands(rows, columns, "columns"),
        Step(
            "columns", T("Columns never read: %(list)s.", list=listed(lost_columns)), cells=_unread(down, rows, columns)
        ),
        Step(
            "answer",
            T(
                "Never read are the rows: %(rows)s; and the columns: %(columns)s.",
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


def _bands(rows: Axis, columns: Axis, unit: str) -> Iterator[Step]:
    """A step for each window along one axis: a frame round all the rows (columns) that it reads."""
    axis = rows if unit == "rows" else columns
    for i in range(axis.out):
        place = windows.start(axis, i) + axis.begin + INDEX
        band = (
            Frame(INDEX, place, columns.padded, axis.extent)
            if unit == "rows"
            else Frame(place, INDEX, axis.extent, rows.padded)
        )
        yield Step(f"{unit}-{i + 1}", reads_of(axis, i, unit), frames=(band,))


def _unread(places: list[tuple[int, int]], rows: Axis, columns: Axis) -> tuple[Cell, ...]:
    return tuple(Cell(j + columns.begin + INDEX, i + rows.begin + INDEX, "", Role.UNREAD) for i, j in places)


def listed(positions: Sequence[int]) -> Text:
    """`4, 5` or `none`, as an answer is typed."""
    return T("%(list)s", list=", ".join(map(str, positions))) if positions else T("none")
