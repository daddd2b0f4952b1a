"""Wrong models of the number of learnable parameters (K31; domain notes, section 3, M80 to M89)."""

from collections.abc import Iterator

from exercises.engine.cost import Filters
from exercises.question import Mistake
from exercises.text import T


def wrong_conv(conv: Filters, height: int, width: int) -> Iterator[Mistake]:
    """Wrong counts of a convolution over a map of height x width."""
    b = int(conv.bias)
    yield from _bias(conv)
    if conv.depth > 1:
        flat = T("You left the channels out. A filter is as deep as the channels that it reads: %(n)s.", n=conv.depth)
        yield Mistake("channels-forgotten", (conv.window + b) * conv.filters, flat, "filter")
    one = T("You counted one filter. There are %(n)s of them.", n=conv.filters)
    yield Mistake("filters-forgotten", conv.taps + b, one, "answer")
    every = T("You multiplied by positions. A filter uses the same weights wherever it lies.")
    for positions in (height * width, (height - conv.kernel[0] + 1) * (width - conv.kernel[1] + 1)):
        yield Mistake("times-positions", conv.parameters * positions, every, "answer")
    k = conv.kernel[0]
    if k == conv.kernel[1] > 1:
        side = T("You counted %(k)s weights in a slice. A %(k)s × %(k)s slice has %(n)s.", k=k, n=conv.window)
        yield Mistake("kernel-not-squared", (k * conv.depth + b) * conv.filters, side, "filter")
    if conv.groups > 1:
        whole = T("You left the groups out. Each filter reads only the %(n)s channels of its group.", n=conv.depth)
        yield Mistake("groups-uncounted", (conv.window * conv.channels + b) * conv.filters, whole, "filter")
    added = T("You added channels and filters. Each filter has weights for each channel: multiply.")
    together = conv.window * (conv.depth + conv.filters) + b * conv.filters
    yield Mistake("channels-added", together, added, "answer")


def _bias(conv: Filters) -> Iterator[Mistake]:
    if not conv.bias:
        there = T("You counted a bias for each filter. This layer has none.")
        yield Mistake("bias-added", conv.weights + conv.filters, there, "answer")
        return
    none = T("You left the biases out. Each of the %(n)s filters has one.", n=conv.filters)
    yield Mistake("bias-uncounted", conv.weights, none, "answer")
    one = T("You counted one bias for all. Each of the %(n)s filters has its own.", n=conv.filters)
    yield Mistake("bias-once", conv.weights + 1, one, "answer")
    many = T("You counted a bias for each channel of a filter. A filter has only one, added at the end.")
    if conv.depth > 1:
        yield Mistake("bias-each-channel", conv.weights + conv.depth * conv.filters, many, "answer")


def wrong_separable(depthwise: Filters, pointwise: Filters) -> Iterator[Mistake]:
    full = Filters(depthwise.kernel, depthwise.channels, pointwise.filters, 1, depthwise.bias)
    whole = T("You counted an ordinary convolution. Here no filter has more than one slice of this size.")
    yield Mistake("separable-as-full", full.parameters, whole, "depthwise")
    half = T("You counted one of the two layers. Both learn.")
    for part in (depthwise, pointwise):
        yield Mistake("separable-half", part.parameters, half, "answer")
    times = T("You multiplied the two layers. Each has its own parameters: add them.")
    yield Mistake("separable-multiplied", depthwise.parameters * pointwise.parameters, times, "answer")
    weights = depthwise.weights + pointwise.weights
    if depthwise.bias:
        none = T("You left the biases out. Both layers have one for each of their filters.")
        yield Mistake("bias-uncounted", weights, none, "answer")
        one = T("You counted the biases of one layer. Both have one for each filter.")
        for part in (depthwise, pointwise):
            yield Mistake("bias-once", weights + part.filters, one, "answer")
    else:
        there = T("You counted biases. These layers have none.")
        yield Mistake("bias-added", weights + depthwise.filters + pointwise.filters, there, "answer")


def wrong_normed(conv: Filters, height: int, width: int) -> Iterator[Mistake]:
    o, right = conv.filters, conv.parameters + 2 * conv.filters
    four = T("You counted four numbers for each channel. Mean and variance are measured and not learnt: two are left.")
    yield Mistake("norm-four", conv.parameters + 4 * o, four, "norm")
    none = T("You left batch normalisation out. It learns a scale and a shift for each channel.")
    yield Mistake("norm-forgotten", conv.parameters, none, "norm")
    once = T("You counted one scale and one shift. Each of the %(o)s channels has its own.", o=o)
    yield Mistake("norm-once", conv.parameters + 2, once, "norm")
    there = T("You counted a bias for each filter. This convolution has none; the shift takes its place.")
    yield Mistake("bias-added", right + o, there, "filter")
    for mistake in wrong_conv(conv, height, width):
        if mistake.slip in {"channels-forgotten", "filters-forgotten", "times-positions", "kernel-not-squared"}:
            yield Mistake(mistake.slip, mistake.answer + 2 * o, mistake.sentence, "filter")


def wrong_dense(channels: int, cells: int, outputs: int) -> Iterator[Mistake]:
    inputs = channels * cells
    none = T("You left the biases out. Each of the %(n)s outputs has one.", n=outputs)
    yield Mistake("bias-uncounted", inputs * outputs, none, "answer")
    one = T("You counted one bias for all. Each of the %(n)s outputs has its own.", n=outputs)
    yield Mistake("bias-once", inputs * outputs + 1, one, "answer")
    flat = T("Flattening keeps every number of the map: %(n)s of them go into each output.", n=inputs)
    for kept in (channels, cells):
        yield Mistake("flatten-forgotten", (kept + 1) * outputs, flat, "inputs")
    single = T("You counted one output. There are %(n)s of them.", n=outputs)
    yield Mistake("filters-forgotten", inputs + 1, single, "answer")
