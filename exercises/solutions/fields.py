"""A receptive field carried through the layers: a table with a row for each layer, and windows inside windows."""

from collections.abc import Iterator, Sequence

from exercises.engine.field import Field, receptive_fields
from exercises.engine.stack import Layer
from exercises.pictures import INDEX, Cell, Label, Panel, Role
from exercises.question import Step
from exercises.solutions.chain import letters
from exercises.text import T, Text, minus

LABELS = 6  # the width of the column of labels, in cells
HEADS = ("r", "j", "start")


def field_panel(layers: Sequence[Layer], boxes: int) -> Panel:
    """The input's row is filled in: a cell sees itself, neighbours lie 1 apart, and cell 0 starts at 0."""
    columns = max(boxes, 2)
    given = ("1", "1", "0")
    cells = [Cell(LABELS + x, INDEX, given[x], Role.INPUT, "table") for x in range(columns)]
    cells += [
        Cell(LABELS + x, i + INDEX, "", Role.BLANK, "table") for i in range(1, len(layers) + 1) for x in range(columns)
    ]
    labels = [Label(LABELS + x + 0.5, INDEX / 2, HEADS[x]) for x in range(columns)]
    labels += [Label(LABELS / 2, i + INDEX + 0.5, letters(layer)) for i, layer in enumerate(layers, 1)]
    caption = (
        T("field r and jump j after each layer") if columns == 2 else T("field r, jump j and start after each layer")
    )
    return Panel("table", caption, LABELS + columns, len(layers) + 1 + INDEX, tuple(cells), (), tuple(labels))


WINDOWS = 5.2  # the width of the widest window, in cells of the drawing
NAMES = 1.9  # the width of the column of names beside the windows
NUMBER = 1.2  # the width of the column of numbers behind them: many a window is narrower than its number
SIDE = NAMES + WINDOWS + 0.2  # where that column begins
STOREY, BAR = 0.9, 0.7
NARROWEST = 0.12


def windows_panel(layers: Sequence[Layer]) -> Panel:
    """A line for the cell itself and one for each layer, where the steps draw what it sees, as wide as it is.

    Behind each line is how many cells of the input that are.
    """
    cells = [*_window(0, 1, layers)]
    for i in range(1, len(layers) + 1):
        cells.append(Cell(NAMES, i * STOREY, "", Role.BLANK, "windows", WINDOWS, BAR))
        cells.append(Cell(SIDE, i * STOREY, "", Role.BLANK, "windows", NUMBER, BAR))
    labels = [Label(NAMES / 2, BAR / 2, "cell")]
    labels += [Label(NAMES / 2, i * STOREY + BAR / 2, f"layer {i}") for i in range(1, len(layers) + 1)]
    caption = T("the window in the input, growing from layer to layer, and how many cells it has")
    return Panel("windows", caption, SIDE + NUMBER, len(layers) * STOREY + BAR, tuple(cells), (), tuple(labels))


def _window(i: int, size: int, layers: Sequence[Layer]) -> tuple[Cell, Cell]:
    """So many cells of the input in line `i`, in the middle of the widest window, and their number behind it.

    All lines have the same scale.
    """
    width = max(WINDOWS * size / receptive_fields(layers)[-1].size, NARROWEST)
    role = Role.OUTPUT if i else Role.INPUT
    return (
        Cell(NAMES + (WINDOWS - width) / 2, i * STOREY, "", role, "windows", width, BAR),
        Cell(SIDE, i * STOREY, str(size), role, "windows", NUMBER, BAR),
    )


def field_steps(layers: Sequence[Layer], boxes: int) -> Iterator[Step]:
    """Steps `rule`, `layer-1`, ..., `answer`; each layer's step writes its row of `field_panel` and its
    window of `windows_panel`."""
    covers = "E" if any(layer.dilation > 1 for layer in layers) else "k"
    rule = T("A kernel adds its cells beyond the first, each as wide as the jump before it. Strides multiply the jump.")
    if covers == "E":
        rule = T(
            "A kernel adds the cells it covers beyond the first, E = d(k − 1) + 1, each as wide as the jump before it. "
            "Strides multiply the jump."
        )
    yield Step("rule", rule, rf"r + ({covers} - 1) \cdot j,\quad j \cdot s")
    before = Field()
    for i, (layer, field) in enumerate(zip(layers, receptive_fields(layers), strict=True), 1):
        yield Step(
            f"layer-{i}",
            _said(i, layer, before, field, boxes),
            rf"r = {before.size} + ({layer.extent} - 1) \cdot {before.jump} = {field.size}",
            cells=(*_row(i, field, max(boxes, 2)), *_window(i, field.size, layers)),
        )
        before = field
    yield Step("answer", _answer(before, boxes))


def _said(i: int, layer: Layer, before: Field, field: Field, boxes: int) -> Text:
    values = {"i": i, "k": layer.extent, "size": field.size, "jump": field.jump, "start": minus(field.start)}
    if boxes == 3 and layer.padding:
        return T(
            "Layer %(i)s: the field grows to %(size)s, the jump is %(jump)s. Its padding moves the start by %(p)s × "
            "%(before)s to the left, to %(start)s.",
            p=layer.padding,
            before=before.jump,
            **values,
        )
    if layer.stride > 1:
        return T("Layer %(i)s: the field grows to %(size)s, and its stride makes the jump %(jump)s.", **values)
    return T("Layer %(i)s: the field grows to %(size)s, and the jump stays %(jump)s.", **values)


def _row(i: int, field: Field, columns: int) -> tuple[Cell, ...]:
    numbers = (field.size, field.jump, field.start)[:columns]
    return tuple(Cell(LABELS + x, i + INDEX, str(value), Role.OUTPUT, "table") for x, value in enumerate(numbers))


def _answer(field: Field, boxes: int) -> Text:
    values = {"size": field.size, "jump": field.jump, "start": minus(field.start)}
    if boxes == 1:
        return T("One cell of the last map sees %(size)s cells of the input.", **values)
    if boxes == 2:
        return T("One cell sees %(size)s cells of the input; the next one sees as many, moved by %(jump)s.", **values)
    return T(
        "One cell sees %(size)s cells of the input, the next one as many, moved by %(jump)s. The first starts at "
        "%(start)s.",
        **values,
    )
