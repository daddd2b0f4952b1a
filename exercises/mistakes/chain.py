"""Wrong models of the sizes down a chain of layers (K05)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from exercises.engine.network import Conv, Pool
from exercises.engine.sizes import Axis
from exercises.engine.stack import Layer, sizes_through
from exercises.question import Mistake
from exercises.text import T, Text, count

Layers = Sequence[Layer]
Sliding = Layer | Conv | Pool


@dataclass(frozen=True)
class EachLayer:
    """A slip made at every layer: its size for one axis, and a sentence to fill with `layer` and `right`."""

    slip: str
    size: Callable[[Axis], int]
    sentence: Text
    shows: Callable[[Sliding], bool] = lambda layer: True
    """Whether a layer can show it at all."""


EVERYWHERE = (
    EachLayer(
        "forgot-one",
        lambda axis: axis.quotient,
        T("You left out the + 1 for the first window. The size after layer %(layer)s is %(right)s."),
    ),
    EachLayer(
        "rounded-up",
        lambda axis: -(-axis.span // axis.stride) + 1,
        T("You rounded up. In layer %(layer)s the last window does not fit: the size after it is %(right)s."),
        lambda layer: layer.stride > 1,
    ),
    EachLayer(
        "padding-ignored",
        lambda axis: (axis.n - axis.extent) // axis.stride + 1,
        T("You left the padding out. Layer %(layer)s has some: the size after it is %(right)s."),
        lambda layer: layer.padding > 0,
    ),
    EachLayer(
        "padding-once",
        lambda axis: (axis.padded - axis.end - axis.extent) // axis.stride + 1,
        T("You counted the padding once. It is added on both sides: the size after layer %(layer)s is %(right)s."),
        lambda layer: layer.padding > 0,
    ),
    EachLayer(
        "stride-ignored",
        lambda axis: axis.span + 1,
        T("You moved the window one cell at a time. Layer %(layer)s moves it further: the size after it is %(right)s."),
        lambda layer: layer.stride > 1,
    ),
    EachLayer(
        "only-stride",
        lambda axis: -(-axis.n // axis.stride) if axis.stride > 1 else axis.out,
        T("You only divided by the stride. In layer %(layer)s the kernel counts too: the size after it is %(right)s."),
        lambda layer: layer.stride > 1,
    ),
)


def wrong_sizes(n: int, layers: Layers) -> Iterator[Mistake]:
    """Wrong lists of the sizes after each layer, when all layers fit."""
    right = sizes_through(n, layers)
    yield from _wrong_ends(n, right)
    again = [sizes_through(n, [layer]) for layer in layers]
    every = T(
        "You gave every layer the first input. Layer 2 works on the %(first)s cells that layer 1 left.", first=right[0]
    )
    yield Mistake("chain-from-input", tuple(sizes[0] for sizes in again if sizes), every, "layer-2")
    for slip, sizes, sentence, step in _made_everywhere(n, layers):
        if len(sizes) == len(layers):
            yield Mistake(slip, sizes, sentence, step)


def _wrong_ends(n: int, right: tuple[int, ...]) -> Iterator[Mistake]:
    last = f"layer-{len(right)}"
    listed = T("You listed the input too. The first number is the size after layer 1.")
    yield Mistake("chain-with-input", (n, *right), listed, "layer-1")
    short = T("The last layer is missing: there are %(n)s layers, so there are %(n)s sizes.", n=len(right))
    yield Mistake("chain-cut-short", right[:-1], short, last)
    both = T("You began with the input and left out the last layer. The first number is the size after layer 1.")
    yield Mistake("chain-cut-short", (n, *right[:-1]), both, last)


def wrong_counts(n: int, layers: Layers) -> Iterator[Mistake]:
    """Wrong numbers of layers that fit, when one of them does not."""
    sizes = sizes_through(n, layers)
    fit, left = len(sizes), sizes[-1]
    over = count(
        "You counted one layer too many. Layer %(fit)s leaves 1 cell, too few for the next kernel of %(k)s.",
        "You counted one layer too many. Layer %(fit)s leaves %(n)s cells, too few for the next kernel of %(k)s.",
        left,
        fit=fit,
        k=layers[fit].kernel,
    )
    yield Mistake("chain-one-more", fit + 1, over, "answer")
    if fit > 1:
        before = sizes[-2]
        under = T(
            "One more layer fits. Layer %(fit)s has a kernel of %(k)s, and the size before it is %(before)s.",
            fit=fit,
            k=layers[fit - 1].kernel,
            before=before,
        )
        yield Mistake("chain-one-less", fit - 1, under, f"layer-{fit}")
    for slip, wrong, sentence, step in _made_everywhere(n, layers):
        yield Mistake(slip, len(wrong), sentence, step)


def hides_forgetting(n: int, layers: Layers) -> bool:
    """Whether forgetting each + 1 leaves the number of layers that fit as it is, or takes one away, as another does."""
    fit, left = 0, n
    for layer in layers:
        axis = layer.on(left)
        left = axis.quotient if axis.fits else 0
        if not left:
            break
        fit += 1
    return len(sizes_through(n, layers)) - fit in (0, 1)


def _made_everywhere(n: int, layers: Layers) -> Iterator[tuple[str, tuple[int, ...], Text, str]]:
    """(slip, sizes as far as they go, sentence about the first layer where it is seen, its step)."""
    for model in EVERYWHERE:
        if not any(map(model.shows, layers)):
            continue
        sizes: list[int] = []
        seen = None
        for number, layer in enumerate(layers, 1):
            axis = layer.on(sizes[-1] if sizes else n)
            size = model.size(axis) if axis.fits else 0
            if seen is None and axis.fits and size != axis.out:
                seen = (number, axis)
            if size < 1:
                break
            sizes.append(size)
        if seen and sizes:
            number, axis = seen
            sentence = model.sentence.filled(layer=number, right=axis.out)
            yield model.slip, tuple(sizes), sentence, f"layer-{number}"
