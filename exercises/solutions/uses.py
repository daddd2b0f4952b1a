"""The steps of how often cells are read: windows down, windows across, and their product."""

from collections.abc import Iterator, Sequence

from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.pictures import INDEX, Cell, Frame, Panel, Role, grid_panel
from exercises.question import Step
from exercises.text import T, Text, count


def uses_panel(height: int, width: int) -> Panel:
    """A blank grid as large as the input."""
    return grid_panel("uses", T("how many windows read each cell"), [[""] * width] * height, Role.BLANK)


def count_steps(rows: Axis, columns: Axis, row: int, column: int) -> Iterator[Step]:
    """Steps `down`, `across`, `answer` on a `blank_panel`: windows that read the row, and the column."""
    down, across = windows.readers(rows, row), windows.readers(columns, column)
    said = count(
        "Down, one of the windows reads row %(row)s: %(list)s.",
        "Down, %(n)s of the windows read row %(row)s: %(list)s.",
        len(down),
        row=row,
        list=_spans(rows, down),
    )
    yield Step("down", said, frames=tuple(_band_down(rows, columns, i) for i in down))
    said = count(
        "Across, one of the windows reads column %(column)s: %(list)s.",
        "Across, %(n)s of the windows read column %(column)s: %(list)s.",
        len(across),
        column=column,
        list=_spans(columns, across),
    )
    yield Step("across", said, frames=tuple(_band_across(rows, columns, j) for j in across))
    total = len(down) * len(across)
    answer = count("Together that is 1 window.", "Each goes with each: %(n)s windows.", total)
    yield Step("answer", answer, rf"{len(down)} \cdot {len(across)} = {total}")


def _spans(axis: Axis, numbers: Sequence[int]) -> Text:
    """`0 to 2, 1 to 3`: from where to where these windows reach, over real cells."""
    inside = [windows.reads_inside(axis, i) for i in numbers]
    return T("%(list)s", list=", ".join(f"{cells[0]}–{cells[-1]}" for cells in inside))


def _band_down(rows: Axis, columns: Axis, i: int) -> Frame:
    return Frame(INDEX, windows.start(rows, i) + rows.begin + INDEX, columns.padded, rows.extent)


def _band_across(rows: Axis, columns: Axis, j: int) -> Frame:
    return Frame(windows.start(columns, j) + columns.begin + INDEX, INDEX, columns.extent, rows.padded)


def grid_steps(rows: Axis, columns: Axis) -> Iterator[Step]:
    """Steps `down`, `across`, then `row-0`, ... which write the grid on `uses_panel`."""
    down, across = windows.uses(rows), windows.uses(columns)
    counted = T("Down, the rows are read this often: %(list)s.", list=_listed(down))
    yield Step("down", counted, frames=tuple(_band_down(rows, columns, i) for i in range(rows.out)))
    counted = T("Across, the columns are read this often: %(list)s.", list=_listed(across))
    yield Step("across", counted, frames=tuple(_band_across(rows, columns, j) for j in range(columns.out)))
    for i, times in enumerate(down):
        values = [times * other for other in across]
        cells = tuple(Cell(j, i, str(value), Role.OUTPUT, "uses") for j, value in enumerate(values))
        said = T(
            "Row %(i)s: multiply the counts across by %(times)s, which gives %(list)s.",
            i=i,
            times=times,
            list=_listed(values),
        )
        yield Step(f"row-{i}", said, cells=cells)


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
