"""Worked steps of windows as columns: the size of the matrix, then one column for each window."""

from collections.abc import Iterator, Sequence

from exercises.draws import Rows
from exercises.engine.columns import im2col
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.pictures import Cell, Frame, Picture, Role, describe_grid, grid_panel, padded_panel
from exercises.question import Explanation, Step
from exercises.solutions.grids import window_frame
from exercises.text import T, Text, listing, minus

Axes = tuple[Axis, Axis]


def channels_picture(x: Sequence[Rows]) -> Picture:
    """The bare channels."""
    names = [_name(c, len(x)) for c in range(len(x))]
    panels = tuple(grid_panel(f"channel-{c}", name, rows) for c, (name, rows) in enumerate(zip(names, x, strict=True)))
    said = [describe_grid(name, rows) for name, rows in zip(names, x, strict=True)]
    return Picture(panels, T("Given: %(grids)s.", grids=listing(said)))


def _name(channel: int, channels: int) -> Text:
    return T("channel %(c)s", c=channel + 1) if channels > 1 else T("input")


def column_steps(x: Sequence[Rows], cells: Array, axes: Axes) -> Explanation:
    """Steps `setup`, `window-1`, ...; `cells` is `x` as an array."""
    rows, columns = axes
    wanted = im2col(cells, *axes)
    pads = (rows.begin, rows.end, columns.begin, columns.end)
    seen = tuple(padded_panel(f"channel-{c}", _name(c, len(x)), one, pads) for c, one in enumerate(x))
    blank = grid_panel("output", T("matrix"), [[""] * wanted.shape[1]] * wanted.shape[0], Role.BLANK)
    picture = Picture((*seen, blank), channels_picture(x).description)
    return Explanation(picture, (_setup(len(x), axes), *_windows(cells, axes, wanted)))


def _setup(channels: int, axes: Axes) -> Step:
    rows, columns = axes
    said = T(
        "Windows that fit: %(down)s down and %(across)s across. That makes %(all)s columns. Each window holds "
        "%(cells)s cells, and that makes as many rows.",
        down=rows.out,
        across=columns.out,
        all=rows.out * columns.out,
        cells=channels * rows.kernel * columns.kernel,
    )
    return Step(
        "setup", said, rf"{channels} \cdot {rows.kernel} \cdot {columns.kernel} \times {rows.out * columns.out}"
    )


def _windows(x: Array, axes: Axes, wanted: Array) -> Iterator[Step]:
    for place in range(wanted.shape[1]):
        i, j = divmod(place, axes[1].out)
        frame = window_frame(axes, i, j)
        frames = [Frame(frame.x, frame.y, frame.width, frame.height, panel=f"channel-{c}") for c in range(len(x))]
        column = wanted[:, place].tolist()
        said = T(
            "Window %(n)s (%(down)s down, %(across)s across) holds, row by row: %(cells)s",
            n=place + 1,
            down=i + 1,
            across=j + 1,
            cells=", ".join(map(minus, column)),
        )
        yield Step(
            f"window-{place + 1}",
            said,
            frames=(*frames, Frame(place, 0, 1, len(column), panel="output")),
            cells=tuple(Cell(place, at, str(one), Role.OUTPUT, "output") for at, one in enumerate(column)),
        )
