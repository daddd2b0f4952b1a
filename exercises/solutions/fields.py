"""A receptive field carried through the layers, as a table with a row for each layer."""

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


def field_steps(layers: Sequence[Layer], boxes: int) -> Iterator[Step]:
    """Steps `rule`, `layer-1`, ..., `answer`; each layer's step writes its row of `field_panel`."""
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
            cells=_row(i, field, max(boxes, 2)),
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
