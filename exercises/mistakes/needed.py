"""Wrong models of the input that a chain of layers needs (K05; domain notes, section 3, M1 M4 M6)."""

from collections.abc import Iterator, Sequence

from exercises.engine.stack import Layer, least_input, sizes_through
from exercises.frozen import changed
from exercises.question import Mistake
from exercises.text import T

Layers = Sequence[Layer]


def wrong_inputs(out: int, layers: Layers) -> Iterator[Mistake]:
    """Inputs that come from one slip on the way back."""
    last, first = f"layer-{len(layers)}", "layer-1"
    whole = T("You added the whole kernel in each layer. A kernel of k cells takes only k − 1 away.")
    yield Mistake("chain-whole-kernels", _back(out, layers, whole_kernels=True), whole, last)
    if any(layer.padding for layer in layers):
        bare = T("You left the padding out. Its zeros are cells that the input does not need.")
        yield Mistake("padding-ignored", least_input(out, [changed(one, padding=0) for one in layers]), bare, last)
        half = T("You counted the padding on one side. It stands on both.")
        yield Mistake("padding-once", _back(out, layers, sides=1), half, last)
    if any(layer.stride > 1 for layer in layers):
        dense = T("You ignored the strides. Going back, a stride multiplies the moves of the window.")
        yield Mistake("stride-ignored", least_input(out, [changed(one, stride=1) for one in layers]), dense, last)
        moved = T("You multiplied the cells by the stride. There is one move less than there are cells.")
        yield Mistake("one-stride-too-many", _back(out, layers, moves=0), moved, last)
        turned = T("You went through the layers from the first to the last. Going back, the last layer comes first.")
        yield Mistake("chain-reversed", least_input(out, layers[::-1]), turned, last)
    less = T("One layer is missing: there are %(n)s.", n=len(layers))
    yield Mistake("chain-cut-short", least_input(out, layers[1:]), less, first)
    yield Mistake("chain-cut-short", least_input(out, layers[:-1]), less, first)
    forward = sizes_through(out, layers)
    if len(forward) == len(layers):
        said = T("You went forward from %(out)s cells. They are what is left at the end.", out=out)
        yield Mistake("chain-forward", forward[-1], said, last)


def _back(out: int, layers: Layers, whole_kernels: bool = False, sides: int = 2, moves: int = 1) -> int:
    needed = out
    for layer in reversed(layers):
        extent = layer.extent + whole_kernels
        moved = needed - 1 if layer.stride == 1 else needed - moves
        needed = max(moved * layer.stride + extent - sides * layer.padding, 1)
    return needed
