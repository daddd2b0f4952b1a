"""The steps down a chain of layers: a row of its picture for each layer."""

from collections.abc import Iterator, Sequence

from exercises.engine.stack import Layer, sizes_through
from exercises.pictures import Cell, Frame, Label, Panel, Role
from exercises.question import Step
from exercises.solutions.axes import size_formula
from exercises.text import T, Text, count

LABELS = 4  # the width of the column of labels, in cells


def chain_panel(n: int, layers: Sequence[Layer]) -> Panel:
    """The input above a blank cell for each layer; the labels k, s, p stand beside them."""
    cells = [Cell(LABELS, 0, str(n), Role.INPUT, "chain")]
    cells += [Cell(LABELS, i, "", Role.BLANK, "chain") for i in range(1, len(layers) + 1)]
    labels = [Label(LABELS / 2, i + 0.5, letters(layer)) for i, layer in enumerate(layers, 1)]
    return Panel("chain", T("the size after each layer"), LABELS + 1, len(layers) + 1, tuple(cells), (), tuple(labels))


def letters(layer: Layer) -> str:
    """`k=3, s=2, p=1, d=2`; what is ordinary is left out."""
    stride = f", s={layer.stride}" if layer.stride > 1 else ""
    padding = f", p={layer.padding}" if layer.padding else ""
    dilation = f", d={layer.dilation}" if layer.dilation > 1 else ""
    return f"k={layer.kernel}{stride}{padding}{dilation}"


def chain_steps(n: int, layers: Sequence[Layer], words: Sequence[Text], most: bool) -> Iterator[Step]:
    """Steps `rule`, `layer-1`, ... as far as they fit, the first that does not, and `answer`."""
    sizes = sizes_through(n, layers)
    yield Step(
        "rule",
        T("Each layer works on what the one before it has left."),
        r"\left\lfloor\frac{n + 2p - k}{s}\right\rfloor + 1",
    )
    for i, (before, size) in enumerate(zip((n, *sizes), sizes, strict=False), 1):
        values = {"i": i, "layer": words[i - 1], "before": before, "size": size}
        becomes = T("Layer %(i)s, %(layer)s: %(before)s becomes %(size)s.", **values)
        yield Step(
            f"layer-{i}",
            T("Layer %(i)s, %(layer)s: it stays %(size)s.", **values) if before == size else becomes,
            size_formula(layers[i - 1].on(before)),
            (Frame(LABELS, i - 1, 1, 2, Role.WINDOW, "chain"),),
            (Cell(LABELS, i, str(size), Role.OUTPUT, "chain"),),
        )
    if len(sizes) < len(layers):
        yield _too_small(len(sizes) + 1, sizes[-1], layers[len(sizes)])
    if most:
        said = count("1 layer fits.", "%(n)s layers fit.", len(sizes))
    else:
        said = T("The sizes are %(sizes)s.", sizes=", ".join(map(str, sizes)))
    yield Step("answer", said)


def _too_small(number: int, left: int, layer: Layer) -> Step:
    axis = layer.on(left)
    values = {"i": number, "k": axis.extent}
    if layer.padding:
        said = T(
            "Layer %(i)s does not fit: it needs %(k)s cells, and there are only %(left)s with the padding.",
            left=axis.padded,
            **values,
        )
    else:
        said = count(
            "Layer %(i)s does not fit: it needs %(k)s cells, and there is only 1.",
            "Layer %(i)s does not fit: it needs %(k)s cells, and there are only %(n)s.",
            left,
            **values,
        )
    return Step(
        f"layer-{number}",
        said,
        f"{axis.padded} < {axis.extent}",
        (Frame(LABELS, number - 1, 1, 1, Role.WINDOW, "chain"),),
        (Cell(LABELS, number, "–", Role.UNREAD, "chain"),),
    )
