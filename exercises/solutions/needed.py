"""The steps back through a chain of layers: from what is left to the input."""

from collections.abc import Iterator, Sequence

from exercises.engine.stack import Layer, least_input
from exercises.pictures import Cell, Frame, Label, Panel, Role
from exercises.question import Step
from exercises.solutions.chain import LABELS, letters
from exercises.text import T, Text, count


def needed_panel(out: int, layers: Sequence[Layer]) -> Panel:
    """Blank cells for the input and what each layer leaves; the last is given."""
    cells = [Cell(LABELS, i, "", Role.BLANK, "chain") for i in range(len(layers))]
    cells.append(Cell(LABELS, len(layers), str(out), Role.INPUT, "chain"))
    labels = [Label(LABELS / 2, i + 0.5, letters(layer)) for i, layer in enumerate(layers, 1)]
    return Panel("chain", T("the size after each layer"), LABELS + 1, len(layers) + 1, tuple(cells), (), tuple(labels))


def needed_steps(out: int, layers: Sequence[Layer], words: Sequence[Text]) -> Iterator[Step]:
    """Steps `rule`, then `layer-n` down to `layer-1`, then `answer`."""
    yield Step(
        "rule",
        T("Go back from the end: how many cells does each layer need for those that it leaves?"),
        r"(out - 1) \cdot s + k - 2p",
    )
    left = out
    for number in range(len(layers), 0, -1):
        layer = layers[number - 1]
        needed = least_input(left, [layer])
        yield Step(
            f"layer-{number}",
            count(
                "Layer %(i)s, %(layer)s: to leave 1 cell it needs %(needed)s.",
                "Layer %(i)s, %(layer)s: to leave %(n)s cells it needs %(needed)s.",
                left,
                i=number,
                layer=words[number - 1],
                needed=needed,
            ),
            _formula(left, layer, needed),
            (Frame(LABELS, number - 1, 1, 2, Role.WINDOW, "chain"),),
            (Cell(LABELS, number - 1, str(needed), Role.OUTPUT, "chain"),),
        )
        left = needed
    yield Step("answer", T("The input needs %(n)s cells at least.", n=left))


def _formula(left: int, layer: Layer, needed: int) -> str:
    pads = rf" - 2 \cdot {layer.padding}" if layer.padding else ""
    return rf"({left} - 1) \cdot {layer.stride} + {layer.extent}{pads} = {needed}"
