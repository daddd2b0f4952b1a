"""A picture as data: panels of cells, frames and labels, with no markup and no colours.

Lengths are in cells: a cell is 1 wide and 1 high, x grows to the right and y downwards. A panel is drawn by one
SVG template, printed as text by the command line, and described in words for those who do not see it.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import chain, product

from exercises.frozen import frozen
from exercises.text import T, Text, minus

MOST_ACROSS = 11


class Role(StrEnum):
    """What a cell or frame means; the page gives each role its colour and its second sign."""

    INPUT = "input"
    PAD = "pad"
    CUT = "cut"
    WEIGHT = "weight"
    OUTPUT = "output"
    BLANK = "blank"
    UNREAD = "unread"
    WINDOW = "window"
    SLIP = "slip"


@frozen
class Cell:
    """A square with its text, or a wider block with a `note` below it; (x, y) is its upper left corner."""

    x: float
    y: float
    text: str = ""
    role: Role = Role.INPUT
    panel: str = "input"
    width: float = 1
    height: float = 1
    note: str = ""


@frozen
class Frame:
    """A rectangle round some cells."""

    x: float
    y: float
    width: float
    height: float
    role: Role = Role.WINDOW
    panel: str = "input"


@frozen
class Label:
    """A short text centred on (x, y)."""

    x: float
    y: float
    text: str


@frozen
class Arrow:
    """A line through some points, with a head at its end."""

    points: tuple[tuple[float, float], ...]


@frozen
class Panel:
    """One drawing with its own caption; `key` is what frames and cells of later steps refer to.

    `behind` are cells that the others partly cover, such as further slices of a filter.
    """

    key: str
    caption: Text
    width: float
    height: float
    cells: tuple[Cell, ...] = ()
    frames: tuple[Frame, ...] = ()
    labels: tuple[Label, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    behind: tuple[Cell, ...] = ()

    @property
    def is_row(self) -> bool:
        """Whether this is one row of cells with nothing above it."""
        return self.height <= 1

    @property
    def is_long(self) -> bool:
        """Whether this is a row of more cells than a phone shows in a size that can be read: it scrolls."""
        return self.is_row and self.width > MOST_ACROSS


@frozen
class Picture:
    """Panels side by side, and what they show in words."""

    panels: tuple[Panel, ...]
    description: Text

    @property
    def has_long_row(self) -> bool:
        """Whether a row scrolls on a phone; the other rows then have cells of the same size as that one."""
        return any(panel.is_long for panel in self.panels)

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that occur, for the legend."""
        found = {cell.role for panel in self.panels for cell in panel.cells}
        found |= {frame.role for panel in self.panels for frame in panel.frames}
        return tuple(role for role in Role if role in found)


Rows = Sequence[Sequence[object]]


def grid_panel(
    key: str,
    caption: Text,
    rows: Rows,
    role: Role = Role.INPUT,
    roles: Mapping[tuple[int, int], Role] | None = None,
    frames: Iterable[Frame] = (),
    indices: bool = False,
) -> Panel:
    """A grid of values; `roles` overrides the role of single (row, column) cells; `indices` numbers the sides.

    With indices the cells are moved by one cell right and down, see `INDEX`.
    """
    shift = INDEX if indices else 0
    height, width = len(rows), len(rows[0])
    cells = tuple(
        Cell(j + shift, i + shift, str(value), (roles or {}).get((i, j), role), key)
        for i, row in enumerate(rows)
        for j, value in enumerate(row)
    )
    labels = _indices(height, width) if indices else ()
    return Panel(key, caption, width + shift, height + shift, cells, tuple(frames), labels)


INDEX = 0.95  # room for two digits on the left
ASIDE = 0.14  # rows' numbers stand that far out of the middle, so that frames do not touch them
NEIGHBOURS = 10  # numbers of one digit stand beside one another; of those with two, every second one


def _indices(height: int, width: int) -> tuple[Label, ...]:
    return (*_over_columns(width, 0), *_beside_rows(height, 0))


def padded_panel(
    key: str,
    caption: Text,
    rows: Rows,
    pads: tuple[int, int, int, int],
    fill: str = "0",
    overhang: tuple[int, int] = (0, 0),
) -> Panel:
    """The grid `rows` with (top, bottom, left, right) rings of cells that hold `fill`.

    `overhang` are empty cells below and on the right of them, where the windows of a ceil rule stick out.
    """
    top, bottom, left, right = pads
    height, width = top + len(rows) + bottom, left + len(rows[0]) + right
    whole: list[list[object]] = [[""] * (width + overhang[1]) for _ in range(height + overhang[0])]
    roles: dict[tuple[int, int], Role] = {}
    for i, j in product(range(len(whole)), range(len(whole[0]))):
        if i >= height or j >= width:
            roles[i, j] = Role.BLANK
        elif top <= i < height - bottom and left <= j < width - right:
            whole[i][j] = rows[i - top][j - left]
        else:
            whole[i][j], roles[i, j] = fill, Role.PAD
    return grid_panel(key, caption, whole, roles=roles)


def blank_panel(key: str, caption: Text, height: int, width: int, padding: tuple[int, int] = (0, 0)) -> Panel:
    """An input without values, `padding` = (above and below, left and right) zeros, real rows and columns numbered.

    The upper left pad cell lies at (INDEX, INDEX).
    """
    down, across = padding
    labels = (*_over_columns(width, across), *_beside_rows(height, down))
    size = width + 2 * across + INDEX, height + 2 * down + INDEX
    return Panel(key, caption, *size, _blank_cells(key, height, width, down, across), (), labels)


@lru_cache(maxsize=1024, typed=True)
def _blank_cells(key: str, height: int, width: int, down: int, across: int) -> tuple[Cell, ...]:
    rows = (_blank_row(key, i, width, across, down <= i < down + height) for i in range(height + 2 * down))
    return tuple(chain.from_iterable(rows))


@lru_cache(maxsize=1024, typed=True)
def _blank_row(key: str, i: int, width: int, across: int, real: bool) -> tuple[Cell, ...]:
    """Row `i` with its zeros; rows are kept, since the same ones are drawn often."""
    inside = range(across, across + width) if real else ()
    return tuple(
        Cell(j + INDEX, i + INDEX, "", Role.INPUT, key)
        if j in inside
        else Cell(j + INDEX, i + INDEX, "0", Role.PAD, key)
        for j in range(width + 2 * across)
    )


@lru_cache(maxsize=256, typed=True)
def _over_columns(width: int, across: int) -> tuple[Label, ...]:
    shown = (j for j in range(width) if j < NEIGHBOURS or j % 2 == 0)
    return tuple(Label(across + j + INDEX + 0.5, INDEX / 2, str(j)) for j in shown)


@lru_cache(maxsize=256, typed=True)
def _beside_rows(height: int, down: int) -> tuple[Label, ...]:
    return tuple(Label(INDEX / 2 - ASIDE, down + i + INDEX + 0.5, str(i)) for i in range(height))


def as_text(picture: Picture) -> str:
    """The picture for a terminal: each panel's caption and its rows of cells, pads in parentheses."""
    return "\n\n".join(_panel_as_text(panel) for panel in picture.panels)


def _panel_as_text(panel: Panel) -> str:
    rows: dict[float, list[tuple[float, float, str]]] = {}
    for cell in panel.cells:
        rows.setdefault(cell.y, []).append((cell.x, cell.width, _cell_as_text(cell)))
    wide = max((len(word) for row in rows.values() for _, width, word in row if width == 1), default=1)
    lines = [_row_as_text(rows[y], wide) for y in sorted(rows)]
    return "\n".join([f"{panel.caption}:", *(f"  {line}" for line in lines)])


def _row_as_text(row: list[tuple[float, float, str]], wide: int) -> str:
    """The words of a row in columns of this width; a gap in a row of cells is said as …"""
    words, before = [], None
    for x, width, word in sorted(row):
        if before is not None and x - before > 1.5 and width == 1:
            words.append("…")
        words.append(word.rjust(wide) if width == 1 else f"[{word}]")
        before = x + width - 1
    return " ".join(words)


def _cell_as_text(cell: Cell) -> str:
    text = f"{cell.text}, {cell.note}" if cell.note else cell.text
    return f"({text or '·'})" if cell.role is Role.PAD else text or "·"


def describe_grid(name: Text, rows: Rows) -> Text:
    """A grid in words, row by row."""
    lines = "; ".join(" ".join(map(minus, row)) for row in rows)
    return T("%(name)s, %(h)s by %(w)s: %(rows)s", name=name, h=len(rows), w=len(rows[0]), rows=lines)
