"""Wrong models of the input that a chain of layers needs (K05; domain notes, section 3, M1 M4 M6)."""

from collections.abc import Iterator, Sequence
from functools import partial

from exercises.engine.stack import Layer, sizes_through
from exercises.frozen import changed
from exercises.mistakes.swapping import swapped
from exercises.question import Mistake
from exercises.recipes import Recipe
from exercises.text import T

Layers = Sequence[Layer]


def wrong_inputs(out: int, layers: Layers) -> Iterator[Mistake]:
    """Inputs that come from one slip on the way back."""
    last, first = f"layer-{len(layers)}", "layer-1"
    recipe = Recipe(partial(_back, out), {"layers": layers, "whole_kernels": False, "sides": 2, "moves": 1})
    whole = T("You added the whole kernel in each layer. A kernel of k cells takes only k − 1 away.")
    yield swapped(recipe, "chain-whole-kernels", whole, last, whole_kernels=True)
    if any(layer.padding for layer in layers):
        bare = T("You left the padding out. Its zeros are cells that the input does not need.")
        yield swapped(recipe, "padding-ignored", bare, last, sides=0)
        half = T("You counted the padding on one side. It stands on both.")
        yield swapped(recipe, "padding-once", half, last, sides=1)
    if any(layer.stride > 1 for layer in layers):
        dense = T("You ignored the strides. Going back, a stride multiplies the moves of the window.")
        yield swapped(recipe, "stride-ignored", dense, last, layers=[changed(one, stride=1) for one in layers])
        moved = T("You multiplied the cells by the stride. There is one move less than there are cells.")
        yield swapped(recipe, "one-stride-too-many", moved, last, moves=0)
        turned = T("You went through the layers from the first to the last. Going back, the last layer comes first.")
        yield swapped(recipe, "chain-reversed", turned, last, layers=layers[::-1])
    less = T("One layer is missing: there are %(n)s.", n=len(layers))
    for fewer in (layers[1:], layers[:-1]):
        yield swapped(recipe, "chain-cut-short", less, first, layers=fewer)
    forward = sizes_through(out, layers)
    if len(forward) == len(layers):
        said = T("You went forward from %(out)s cells. They are what is left at the end.", out=out)
        yield Mistake("chain-forward", forward[-1], said, last)


def _back(out: int, layers: Layers, whole_kernels: bool, sides: int, moves: int) -> int:
    needed = out
    for layer in reversed(layers):
        extent = layer.extent + whole_kernels
        moved = needed - 1 if layer.stride == 1 else needed - moves
        needed = max(moved * layer.stride + extent - sides * layer.padding, 1)
    return needed
