"""A shape as a row of numbers under its letters, and the steps that fill it in."""

from collections.abc import Iterator, Sequence

from exercises.engine.shapes import Tensor
from exercises.pictures import INDEX, Arrow, Cell, Label, Panel, Role
from exercises.question import Step
from exercises.solutions.axes import size_formula
from exercises.text import T, Text


def shape_panel(key: str, caption: Text, layout: str, values: Sequence[int] | None) -> Panel:
    """One cell for each letter of the layout, blank without values."""
    role = Role.BLANK if values is None else Role.INPUT
    texts = [""] * len(layout) if values is None else [str(value) for value in values]
    cells = tuple(Cell(x, INDEX, text, role, key) for x, text in enumerate(texts))
    labels = tuple(Label(x + 0.5, INDEX / 2, letter) for x, letter in enumerate(layout))
    return Panel(key, caption, len(layout), 1 + INDEX, cells, (), labels)


BLOCK = 1.1  # the height of the layer's block, in cells
GAP = 0.5  # room for an arrow
MADE = INDEX + 1 + GAP + BLOCK + GAP  # where the shape of the output lies


def tensor_panel(tensor: Tensor, layer: str, note: str) -> Panel:
    """The input's shape, the layer as a block below it, and below that a blank for each number of the output."""
    caption = T("from shape to shape")
    given = shape_panel("shapes", caption, tensor.layout, tensor.given)
    blanks = tuple(Cell(x, MADE, "", Role.BLANK, "shapes") for x in range(4))
    top, middle = INDEX + 1, len(blanks) / 2
    role = Role.WEIGHT if tensor.filters else Role.INPUT
    block = Cell(0, top + GAP, layer, role, "shapes", len(blanks), BLOCK, note)
    arrows = (Arrow(((middle, top), (middle, top + GAP))), Arrow(((middle, MADE - GAP), (middle, MADE))))
    cells = (*given.cells, block, *blanks)
    return Panel("shapes", caption, len(blanks), MADE + 1, cells, (), given.labels, arrows)


def tensor_steps(tensor: Tensor) -> Iterator[Step]:
    """Steps `batch`, `channels`, `height`, `width`, `answer`; each writes its cell of `tensor_panel`."""
    batch = T("Each example of the batch goes through the layer by itself: %(n)s stay %(n)s.", n=tensor.batch)
    yield Step("batch", batch, cells=_written(tensor, "N", tensor.batch))
    channels = tensor.filters or tensor.channels
    yield Step("channels", _channels(tensor), cells=_written(tensor, "C", channels))
    for key, letter, axis in (("height", "H", tensor.rows), ("width", "W", tensor.columns)):
        said = T("Down: %(n)s rows become %(out)s.", n=axis.n, out=axis.out)
        if letter == "W":
            said = T("Across: %(n)s columns become %(out)s.", n=axis.n, out=axis.out)
        yield Step(key, said, size_formula(axis), cells=_written(tensor, letter, axis.out))
    yield Step("answer", T("The output's shape is %(shape)s.", shape=", ".join(map(str, tensor.right))))


def _channels(tensor: Tensor) -> Text:
    c, o, g = tensor.channels, tensor.filters, tensor.groups
    if not o:
        return T("Pooling works on each channel by itself: %(c)s stay %(c)s.", c=c)
    if g > 1:
        return T(
            "Each filter makes one channel, so there are %(o)s. With %(g)s groups a filter reads %(part)s of the %(c)s "
            "input channels.",
            o=o,
            g=g,
            part=c // g,
            c=c,
        )
    return T("Each filter reads all %(c)s channels and makes one: %(o)s filters make %(o)s channels.", c=c, o=o)


def _written(tensor: Tensor, letter: str, value: int) -> tuple[Cell, ...]:
    return (Cell(tensor.layout.index(letter), MADE, str(value), Role.OUTPUT, "shapes"),)
