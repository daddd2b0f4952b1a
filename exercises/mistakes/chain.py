"""Wrong models of the sizes down a chain of layers (K05)."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from exercises.answers import Value
from exercises.engine.layers import Conv, Pool
from exercises.engine.sizes import Axis
from exercises.engine.stack import Layer, sizes_through
from exercises.mistakes.size_ways import told_apart
from exercises.question import Mistake
from exercises.text import T, Text, count

Layers = Sequence[Layer]
Sliding = Layer | Conv | Pool


Size = Callable[[int, int, int, int], int]


def _on_axis(size: Callable[[Axis], int]) -> Size:
    """The same of `n`, kernel, stride and padding, and 0 where the window does not fit; kept for the next chain."""

    @lru_cache(maxsize=4096, typed=True)
    def kept(n: int, kernel: int, stride: int, padding: int) -> int:
        axis = Axis.symmetric(n, kernel, stride, padding)
        return size(axis) if axis.fits else 0

    return kept


@dataclass(frozen=True)
class EachLayer:
    """A slip made at every layer: the size that it makes, and a sentence to fill with `layer` and `right`."""

    slip: str
    size: Size
    sentence: Text
    shows: Callable[[Sliding], bool] = lambda layer: True
    """Whether a layer can show it at all."""


EVERYWHERE = (
    EachLayer(
        "forgot-one",
        _on_axis(lambda axis: axis.quotient),
        T("You left out the + 1 for the first window. The size after layer %(layer)s is %(right)s."),
    ),
    EachLayer(
        "rounded-up",
        _on_axis(lambda axis: -(-axis.span // axis.stride) + 1),
        T("You rounded up. In layer %(layer)s the last window does not fit: the size after it is %(right)s."),
        lambda layer: layer.stride > 1,
    ),
    EachLayer(
        "padding-ignored",
        _on_axis(lambda axis: (axis.n - axis.extent) // axis.stride + 1),
        T("You left the padding out. Layer %(layer)s has some: the size after it is %(right)s."),
        lambda layer: layer.padding > 0,
    ),
    EachLayer(
        "padding-once",
        _on_axis(lambda axis: (axis.padded - axis.end - axis.extent) // axis.stride + 1),
        T("You counted the padding once. It is added on both sides: the size after layer %(layer)s is %(right)s."),
        lambda layer: layer.padding > 0,
    ),
    EachLayer(
        "stride-ignored",
        _on_axis(lambda axis: axis.span + 1),
        T("You moved the window one cell at a time. Layer %(layer)s moves it further: the size after it is %(right)s."),
        lambda layer: layer.stride > 1,
    ),
    EachLayer(
        "only-stride",
        _on_axis(lambda axis: -(-axis.n // axis.stride) if axis.stride > 1 else axis.out),
        T("You only divided by the stride. In layer %(layer)s the kernel counts too: the size after it is %(right)s."),
        lambda layer: layer.stride > 1,
    ),
)


Made = Sequence[tuple[EachLayer, tuple[int, ...]]]


def made_everywhere(n: int, layers: Layers) -> Made:
    """The sizes, as far as they go, when a slip is made at each layer: numbers alone."""
    shown = [model for model in EVERYWHERE if any(map(model.shows, layers))]
    return [(model, sizes) for model in shown if (sizes := _sizes_with(model, n, layers))]


def could_be_told_apart(right: Value, made: Made, layers: int, slips: Collection[str]) -> bool:
    """False where one of these slips is right, or gives what one of another family does: only numbers are looked at.

    `right` are the sizes after so many layers, or the number of layers that fit.
    """
    found: list[tuple[str, object]]
    if isinstance(right, tuple):
        found = [(model.slip, sizes) for model, sizes in made if len(sizes) == layers]
    else:
        found = [(model.slip, len(sizes)) for model, sizes in made]
        found += [("chain-one-more", right + 1), ("chain-one-less", right - 1)]
    return not any(slip in slips and value == right for slip, value in found) and told_apart(found, slips)


def wrong_sizes(n: int, layers: Layers, made: Made) -> Iterator[Mistake]:
    """Wrong lists of the sizes after each layer, when all layers fit; `made` by `made_everywhere`."""
    right = sizes_through(n, layers)
    yield from _wrong_ends(n, right)
    again = tuple(filter(None, (layer.after(n) for layer in layers)))
    every = T(
        "You gave every layer the first input. Layer 2 works on the %(first)s cells that layer 1 left.", first=right[0]
    )
    yield Mistake("chain-from-input", again, every, "layer-2")
    for slip, sizes, sentence, step in _in_words(n, layers, made):
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


def wrong_counts(n: int, layers: Layers, made: Made) -> Iterator[Mistake]:
    """Wrong numbers of layers that fit, when one of them does not; `made` by `made_everywhere`."""
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
    for slip, wrong, sentence, step in _in_words(n, layers, made):
        yield Mistake(slip, len(wrong), sentence, step)


def hides_forgetting(n: int, layers: Layers) -> bool:
    """Whether forgetting each + 1 leaves the number of layers that fit as it is, or takes one away, as another does."""
    return len(sizes_through(n, layers)) - len(_sizes_with(EVERYWHERE[0], n, layers)) in (0, 1)


def _in_words(n: int, layers: Layers, made: Made) -> Iterator[tuple[str, tuple[int, ...], Text, str]]:
    """(slip, sizes as far as they go, sentence about the first layer where it is seen, its step)."""
    for model, sizes in made:
        above = (n, *sizes)
        seen = next((i for i, size in enumerate(sizes) if size != layers[i].after(above[i])), None)
        if seen is None and len(sizes) < len(layers) and layers[len(sizes)].after(above[-1]):
            seen = len(sizes)  # where it leaves nothing
        if seen is not None:
            right = layers[seen].after(above[seen])
            yield model.slip, sizes, model.sentence.filled(layer=seen + 1, right=right), f"layer-{seen + 1}"


def _sizes_with(model: EachLayer, n: int, layers: Layers) -> tuple[int, ...]:
    """The sizes as far as they go when the slip is made at each layer."""
    sizes = []
    for layer in layers:
        n = model.size(n, layer.kernel, layer.stride, layer.padding)
        if n < 1:
            break
        sizes.append(n)
    return tuple(sizes)
