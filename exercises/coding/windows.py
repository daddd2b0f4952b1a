"""Which part of an input a cell of a result reads, for the picture of a counterexample."""

from exercises.engine.sizes import Axis
from exercises.engine.windows import Array, overhang
from exercises.problem import Window


def window_on(cells: Array, rows: Axis, columns: Axis, i: int, j: int, fill: str = "0") -> Window:
    """The window of output row `i` and column `j` on a padded grid."""
    return Window(
        cells,
        i * rows.stride,
        j * columns.stride,
        rows.extent,
        columns.extent,
        (rows.begin, rows.end, columns.begin, columns.end),
        fill,
        (overhang(rows), overhang(columns)),
    )
