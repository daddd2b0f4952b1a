"""Worked steps of adaptive pooling: the bins of both axes, then one bin after the other."""

from collections.abc import Iterator

from exercises.answers import Value
from exercises.draws import Rows
from exercises.engine.windows import adaptive_bin
from exercises.pictures import Cell, Frame, Picture, Role, grid_panel
from exercises.question import Explanation, Step
from exercises.solutions.pooling import average, pool_picture
from exercises.text import T, Text, listing, minus, run_of

Bins = list[range]


def adaptive_steps(x: Rows, out: tuple[int, int], largest: bool, wanted: Value) -> Explanation:
    """The step `setup`, then a step `cell-i-j` for each cell of the output."""
    given = pool_picture(x)
    blank = grid_panel("output", T("output"), [[""] * out[1]] * out[0], Role.BLANK)
    down, across = ([adaptive_bin(n, o, i) for i in range(o)] for n, o in zip((len(x), len(x[0])), out, strict=True))
    said = T(
        "Counted from 0, the bins of rows are: %(rows)s. Those of columns are: %(columns)s.",
        rows=_bins(down),
        columns=_bins(across),
    )
    picture = Picture((*given.panels, blank), given.description)
    return Explanation(picture, (Step("setup", said), *_cells(x, down, across, largest, wanted)))


def _bins(bins: Bins) -> Text:
    return listing([run_of(list(one)) for one in bins])


def _cells(x: Rows, down: Bins, across: Bins, largest: bool, wanted: Value) -> Iterator[Step]:
    for i, rows in enumerate(down):
        for j, columns in enumerate(across):
            cells = [value for row in x[rows.start : rows.stop] for value in row[columns.start : columns.stop]]
            yield Step(
                f"cell-{i}-{j}",
                _said(i, j, cells, largest),
                frames=(
                    Frame(columns.start, rows.start, len(columns), len(rows)),
                    Frame(j, i, 1, 1, panel="output"),
                ),
                cells=(Cell(j, i, str(wanted[i][j]), Role.OUTPUT, "output"),),
            )


def _said(i: int, j: int, cells: list[int], largest: bool) -> Text:
    values = {"row": i + 1, "column": j + 1, "all": ", ".join(map(minus, cells)), "best": minus(max(cells))}
    if largest:
        return T("Row %(row)s, column %(column)s: the largest of %(all)s is %(best)s", **values)
    return T("Row %(row)s, column %(column)s: %(mean)s", mean=average(cells, len(cells)), **values)
