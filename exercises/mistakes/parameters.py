"""Wrong models of the number of learnable parameters (K31; domain notes, section 3, M80 to M90)."""

from collections.abc import Callable, Iterator
from math import prod
from operator import add, mul

from exercises.engine.cost import Filters
from exercises.frozen import changed
from exercises.mistakes.swapping import swapped
from exercises.question import Mistake
from exercises.recipes import Recipe
from exercises.text import T


def wrong_conv(conv: Filters, height: int, width: int, stride: int = 1) -> Iterator[Mistake]:
    """Wrong counts of a convolution over a map of height x width."""
    recipe = _recipe(conv)
    yield from _bias(conv, recipe)
    yield from _weights(conv, recipe, height, width, stride)
    if stride > 1:
        yield from _stride(conv, recipe, stride)
    if conv.groups > 1:
        whole = T("You left the groups out. Each filter reads only the %(n)s channels of its group.", n=conv.depth)
        yield swapped(recipe, "groups-uncounted", whole, "filter", depth=conv.channels)
    added = T("You added channels and filters. Each filter has weights for each channel: multiply.")
    both = {"depth": conv.depth, "filters": conv.filters}  # who adds the two has counted both
    yield swapped(recipe, "channels-added", added, "answer", join=add, **both)


def _recipe(conv: Filters) -> Recipe:
    """The parameters of a convolution, and of the batch normalisation behind it, where there is one."""
    numbers = {"window": conv.window, "depth": conv.depth, "filters": conv.filters, "bias": int(conv.bias)}
    return Recipe(_count, {**numbers, "join": mul, "once": 0, "positions": 1, "norm": 0})


def _count(
    window: int,
    depth: int,
    filters: int,
    bias: int,
    join: Callable[[int, int], int],
    once: int,
    positions: int,
    norm: int,
) -> int:
    """`bias` is counted for each filter, `once` for all of them; `norm` is what the normalisation learns."""
    return (window * join(depth, filters) + bias * filters + once) * positions + norm


def _stride(conv: Filters, recipe: Recipe, stride: int) -> Iterator[Mistake]:
    """The stride times the weights, or in place of one side of the kernel."""
    said = T("You counted the stride %(s)s. It says where a filter lies, and changes none of its weights.", s=stride)
    yield swapped(recipe, "stride-counted", said, "filter", window=conv.window * stride)
    for side in dict.fromkeys(conv.kernel):
        yield swapped(recipe, "stride-counted", said, "filter", window=side * stride)


def _weights(conv: Filters, recipe: Recipe, height: int, width: int, stride: int = 1) -> Iterator[Mistake]:
    if conv.depth > 1:
        flat = T("You left the channels out. A filter is as deep as the channels that it reads: %(n)s.", n=conv.depth)
        yield swapped(recipe, "channels-forgotten", flat, "filter", depth=1)
    one = T("You counted one filter. There are %(n)s of them.", n=conv.filters)
    yield swapped(recipe, "filters-forgotten", one, "answer", filters=1)
    every = T("You multiplied by positions. A filter uses the same weights wherever it lies.")
    rows, columns = ((n - k) // stride + 1 for n, k in zip((height, width), conv.kernel, strict=True))
    for positions in (height * width, rows * columns):
        yield swapped(recipe, "times-positions", every, "answer", positions=positions)
    k = conv.kernel[0]
    if k == conv.kernel[1] > 1:
        side = T("You counted %(k)s weights in a slice. A %(k)s × %(k)s slice has %(n)s.", k=k, n=conv.window)
        yield swapped(recipe, "kernel-not-squared", side, "filter", window=k)


def _bias(conv: Filters, recipe: Recipe) -> Iterator[Mistake]:
    if not conv.bias:
        there = T("You counted a bias for each filter. This layer has none.")
        yield swapped(recipe, "bias-added", there, "answer", bias=1)
        return
    none = T("You left the biases out. Each of the %(n)s filters has one.", n=conv.filters)
    yield swapped(recipe, "bias-uncounted", none, "answer", bias=0)
    one = T("You counted one bias for all. Each of the %(n)s filters has its own.", n=conv.filters)
    yield swapped(recipe, "bias-once", one, "answer", bias=0, once=1)
    many = T("You counted a bias for each channel of a filter. A filter has only one, added at the end.")
    if conv.depth > 1:  # who counts so has the channels in mind
        yield swapped(recipe, "bias-each-channel", many, "answer", bias=conv.depth, depth=conv.depth)


def wrong_separable(depthwise: Filters, pointwise: Filters) -> Iterator[Mistake]:
    full = Filters(depthwise.kernel, depthwise.channels, pointwise.filters, 1, depthwise.bias)
    layers, every = (depthwise, pointwise), (depthwise, pointwise, full)
    recipe = Recipe(_layers, {"layers": layers, "biased": every if depthwise.bias else (), "join": sum})
    whole = T("You counted an ordinary convolution. Here no filter has more than one slice of this size.")
    yield swapped(recipe, "separable-as-full", whole, "depthwise", layers=(full,))
    half = T("You counted one of the two layers. Both learn.")
    for part in layers:
        yield swapped(recipe, "separable-half", half, "answer", layers=(part,))
    times = T("You multiplied the two layers. Each has its own parameters: add them.")
    yield swapped(recipe, "separable-multiplied", times, "answer", layers=layers, join=prod)
    if depthwise.bias:
        none = T("You left the biases out. Both layers have one for each of their filters.")
        yield swapped(recipe, "bias-uncounted", none, "answer", biased=())
        one = T("You counted the biases of one layer. Both have one for each filter.")
        for part in layers:
            yield swapped(recipe, "bias-once", one, "answer", layers=layers, biased=(part,))
    else:
        there = T("You counted biases. These layers have none.")
        yield swapped(recipe, "bias-added", there, "answer", biased=every)


def _layers(layers: tuple[Filters, ...], biased: tuple[Filters, ...], join: Callable[[tuple[int, ...]], int]) -> int:
    """The weights of each layer and the biases of those that are said to have them, joined."""
    return join(tuple([layer.weights + (layer.filters if layer in biased else 0) for layer in layers]))


def wrong_normed(conv: Filters, height: int, width: int) -> Iterator[Mistake]:
    o, bare = conv.filters, _recipe(conv)
    recipe = Recipe(_count, {**bare.parts, "norm": 2 * o})
    four = T("You counted four numbers for each channel. Mean and variance are measured and not learnt: two are left.")
    yield swapped(recipe, "norm-four", four, "norm", norm=4 * o)
    none = T("You left batch normalisation out. It learns a scale and a shift for each channel.")
    yield swapped(recipe, "norm-forgotten", none, "norm", norm=0)
    once = T("You counted one scale and one shift. Each of the %(o)s channels has its own.", o=o)
    yield swapped(recipe, "norm-once", once, "norm", norm=2)
    there = T("You counted a bias for each filter. This convolution has none; the shift takes its place.")
    yield swapped(recipe, "bias-added", there, "filter", bias=1)
    for mistake in _weights(conv, recipe, height, width):
        yield changed(mistake, step="filter")


def wrong_dense(channels: int, cells: int, outputs: int) -> Iterator[Mistake]:
    inputs = channels * cells
    recipe = Recipe(_dense, {"inputs": inputs, "outputs": outputs, "bias": 1, "once": 0})
    none = T("You left the biases out. Each of the %(n)s outputs has one.", n=outputs)
    yield swapped(recipe, "bias-uncounted", none, "answer", bias=0)
    one = T("You counted one bias for all. Each of the %(n)s outputs has its own.", n=outputs)
    yield swapped(recipe, "bias-once", one, "answer", bias=0, once=1)
    flat = T("Flattening keeps every number of the map: %(n)s of them go into each output.", n=inputs)
    for kept in (channels, cells):
        yield swapped(recipe, "flatten-forgotten", flat, "inputs", inputs=kept)
    single = T("You counted one output. There are %(n)s of them.", n=outputs)
    yield swapped(recipe, "filters-forgotten", single, "answer", outputs=1)


def _dense(inputs: int, outputs: int, bias: int, once: int) -> int:
    return (inputs + bias) * outputs + once
