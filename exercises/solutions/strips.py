"""A network as a strip of blocks from top to bottom, one or two of them, and branches side by side."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from exercises.engine.layers import Shape
from exercises.networks import Numbers, note_of, shape_said, short_note_of, title_of
from exercises.pictures import Arrow, Cell, Frame, Label, Panel, Role
from exercises.text import Text

BLOCK = 4.4  # the width of a block, in cells
SHAPE = 3.4  # the width of a shape beside it
GAP = 0.6
HIGH = 1.1
PITCH = 1.5
LEARNING = {"conv", "dense"}


def network_panel(caption: Text, given: Shape, layers: Sequence[Numbers], key: str = "network") -> Panel:
    """The input above a numbered block for each layer, with a blank beside each for the shape that leaves it."""
    return blocks_panel(caption, given, [(role_of(layer), title_of(layer), note_of(layer)) for layer in layers], key)


def blocks_panel(caption: Text, given: Shape, blocks: Sequence[tuple[Role, str, str]], key: str = "network") -> Panel:
    """The same with blocks of any words: (role, text, note)."""
    first = Cell(0, 0, "input", Role.INPUT, key, BLOCK, HIGH), shape_cell(0, shape_said(given), Role.INPUT, key=key)
    cells = (*first, *chain.from_iterable(_block(i, *block, key) for i, block in enumerate(blocks, 1)))
    return Panel(
        key, caption, BLOCK + GAP + SHAPE, len(blocks) * PITCH + HIGH, cells, (), (), _arrows_between(len(blocks))
    )


@lru_cache(maxsize=4096, typed=True)
def _block(i: int, role: Role, text: str, note: str, key: str) -> tuple[Cell, Cell]:
    """The block of layer `i` and the blank beside it; the same ones are drawn again and again."""
    return Cell(0, i * PITCH, f"{i}: {text}", role, key, BLOCK, HIGH, note), shape_cell(i, "", Role.BLANK, key=key)


@lru_cache(maxsize=64, typed=True)
def _arrows_between(blocks: int) -> tuple[Arrow, ...]:
    return tuple(_down(BLOCK / 2, (i - 1) * PITCH + HIGH, i * PITCH) for i in range(1, blocks + 1))


def role_of(layer: Numbers) -> Role:
    """Layers that learn look like kernels, the others like cells."""
    return Role.WEIGHT if layer[0] in LEARNING else Role.INPUT


def shape_cell(i: int, text: str, role: Role = Role.OUTPUT, note: str = "", key: str = "network") -> Cell:
    """The place of the shape after layer `i` (0: the input)."""
    return Cell(BLOCK + GAP, i * PITCH, text, role, key, SHAPE, HIGH, note)


@lru_cache(maxsize=256, typed=True)
def block_frame(i: int, role: Role = Role.WINDOW, key: str = "network") -> Frame:
    """Round the block of layer `i`."""
    return Frame(0, i * PITCH, BLOCK, HIGH, role, key)


def edge_frame(i: int, key: str = "network") -> Frame:
    """Round the edge by which layer `i` gets what does not suit it: from the shape before it into its block."""
    return Frame(0, (i - 1) * PITCH + HIGH, BLOCK + GAP + SHAPE, PITCH - HIGH, Role.SLIP, key)


HALF = 4.1  # the width of a block of two strips
BETWEEN = 0.2
ROOM = 0.7  # the height of a result below a block


def two_strips(
    caption: Text,
    given: Shape,
    before: Sequence[Numbers],
    after: Sequence[Numbers],
    room: bool = False,
    key: str = "strips",
) -> Panel:
    """Two networks beside one another, a block for each layer; with `room` there is a blank below each block."""
    cells, arrows = [], []
    pitch = PITCH + ROOM * room
    for side, layers in enumerate((before, after)):
        x = side * (HALF + BETWEEN)
        cells.append(Cell(x, 0, "input", Role.INPUT, key, HALF, HIGH, shape_said(given)))
        for i, layer in enumerate(layers, 1):
            top = i * pitch - ROOM * room
            text = f"{i}: {title_of(layer)}"
            cells.append(Cell(x, top, text, role_of(layer), key, HALF, HIGH, note_of(layer)))
            if room:
                cells.append(result_cell(side, i, "", Role.BLANK, key))
            arrows.append(_down(x + HALF / 2, top - PITCH + HIGH, top))
    bottom = max(cell.y + cell.height for cell in cells)
    return Panel(key, caption, 2 * HALF + BETWEEN, bottom, tuple(cells), (), (), tuple(arrows))


def result_cell(side: int, i: int, text: str, role: Role = Role.OUTPUT, key: str = "strips") -> Cell:
    """The place below the block of layer `i` in the left (0) or right (1) strip of `two_strips` with room."""
    return Cell(side * (HALF + BETWEEN), i * (PITCH + ROOM) - ROOM + HIGH, text, role, key, HALF, ROOM)


WAY = 2.1  # the width of a branch
APART = 0.2
TALL = 1.2
STOREY = 1.6
LETTERS = "ABCD"


def branches_panel(caption: Text, given: Shape, ways: Sequence[Sequence[Numbers]], key: str = "branches") -> Panel:
    """The input above its branches, a blank below each for the shape it makes, and one for all together."""
    deepest = max(map(len, ways))
    width = len(ways) * (WAY + APART) - APART
    cells = [Cell(0, 0, f"input {shape_said(given)}", Role.INPUT, key, width, 1)]
    arrows, labels = [], []
    for number, way in enumerate(ways):
        x = number * (WAY + APART)
        middle = x + WAY / 2
        labels.append(Label(middle - 0.35, 1.45, LETTERS[number]))
        for i, layer in enumerate(way):
            text = title_of(layer).replace(" × ", "×").replace("max ", "")
            cells.append(Cell(x, _top(i), text, role_of(layer), key, WAY, TALL, short_note_of(layer)))
            arrows.append(_down(middle, _top(i) - (STOREY - TALL) if i else 1, _top(i)))
        end = end_cell(number, deepest, "", Role.BLANK, key=key)
        last = _top(len(way) - 1) + TALL if way else 1
        arrows += [_down(middle, last, end.y), _down(middle, end.y + TALL, whole_cell(len(ways), deepest, "").y)]
        cells.append(end)
    cells.append(whole_cell(len(ways), deepest, "", Role.BLANK, key=key))
    return Panel(key, caption, width, cells[-1].y + 1, tuple(cells), (), tuple(labels), tuple(arrows))


def _top(i: int) -> float:
    return 1.8 + i * STOREY


def end_cell(number: int, deepest: int, text: str, role: Role = Role.OUTPUT, note: str = "", key: str = "") -> Cell:
    """The place of the shape that branch `number` (from 0) makes; `deepest` is the length of the longest branch."""
    return Cell(number * (WAY + APART), _top(deepest), text, role, key or "branches", WAY, TALL, note)


def whole_cell(many: int, deepest: int, text: str, role: Role = Role.OUTPUT, key: str = "") -> Cell:
    """The place of the shape that all branches make together."""
    return Cell(0, _top(deepest + 1), text, role, key or "branches", many * (WAY + APART) - APART, 1)


def _down(x: float, top: float, bottom: float) -> Arrow:
    return Arrow(((x, top), (x, bottom)))
