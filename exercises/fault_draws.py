"""Networks with one planted fault and four repairs of which one may mend it; the kinds look whether just one does."""

from random import Random

from exercises.broken import Broken, Repair, reads_of, shapes_through
from exercises.draws import between, one_of, two_of
from exercises.fault_sketches import REPAIRS, Sketch, sketch_of
from exercises.network_draws import FEW, Given
from exercises.networks import Layers, Numbers

Planted = tuple[Given, Layers, tuple[int, ...], tuple[Repair, ...]]


def fault_of(rng: Random, level: int) -> Planted:
    """Channels that do not match; a flattened size that does not; a size that rounding up or another change makes."""
    if level == 1:
        return _channels(rng)
    if level == 2:
        return _flattened(rng)
    return _too_small(rng) if rng.random() < 0.6 else _trained(rng)


def _body(rng: Random, convs: int) -> Layers:
    """Convolutions with different numbers of filters, and poolings behind some of them."""
    layers: list[Numbers] = []
    for filters in rng.sample(FEW, convs):
        kernel = one_of(rng, [3, 3, 5])
        layers.append(("conv", filters, kernel, 1, one_of(rng, [0, (kernel - 1) // 2])))
        if rng.random() < 0.6:
            layers.append(("pool", 2, 2, 0))
    return tuple(layers)


def _given(rng: Random, low: int, high: int) -> Given:
    size = between(rng, low, high)
    return one_of(rng, [1, 3]), size, size


def _channels(rng: Random) -> Planted:
    """A convolution reads the channels of another map, or as many as it makes itself."""
    given, layers = _given(rng, 24, 48), _body(rng, 3)
    right = reads_of(shapes_through(given, layers), layers)
    convs = [i for i, layer in enumerate(layers) if layer[0] == "conv"]
    place = one_of(rng, convs[1:])
    numbers = {given[0], *(layers[i][1] for i in convs), right[place] // 2, 2 * right[place]}
    wrong = rng.sample(sorted(numbers - {right[place]}), 3)
    reads = (*right[:place], wrong[0], *right[place + 1 :])
    other = one_of(rng, [i for i in convs if i != place])
    repairs = [(place + 1, layers[place], n) for n in (right[place], *wrong[1:])]
    repairs.append((other + 1, layers[other], one_of(rng, sorted(numbers - {reads[other]}))))
    return given, layers, reads, _shuffled(rng, repairs)


def _flattened(rng: Random) -> Planted:
    """A dense layer was made for a size that a slip gives; now and then the second one reads a wrong number."""
    given, body = _given(rng, 16, 36), _body(rng, 2)
    layers = (*body, ("flatten",), ("dense", one_of(rng, [64, 84, 100, 120])), ("dense", 10))
    right = reads_of(shapes_through(given, layers), layers)
    place = len(layers) - 2 if rng.random() < 0.7 else len(layers) - 1
    wrong = rng.sample(sorted(_slipped(given, layers, right, place)), 3)
    reads = (*right[:place], wrong[0], *right[place + 1 :])
    repairs = [(place + 1, layers[place], n) for n in (right[place], *wrong[1:])]
    other = len(layers) - 2 if place == len(layers) - 1 else max(i for i, one in enumerate(body) if one[0] == "conv")
    repairs.append((other + 1, layers[other], wrong[0]))
    return given, layers, reads, _shuffled(rng, repairs)


def _slipped(given: Given, layers: Layers, right: tuple[int, ...], place: int) -> set[int]:
    """Sizes with a slip: without the channels, the channels alone, before the last pooling, one row more or less."""
    if place == len(layers) - 1:
        return {10, right[place - 1], 2 * right[place], right[place] // 2, right[place] + 10, 32} - {right[place]}
    shapes = Broken(given, layers, right).shapes
    if len(shapes) < len(layers):
        return {1, 2, 3, 4, 5} - {right[place]}  # not well-posed in any case
    channels, height, width = shapes[place - 2]
    sizes = {height * width, channels, channels * (height + 1) * (width + 1), channels * (height - 1) * (width - 1)}
    return {*sizes, 4 * right[place], channels * height, right[place] + channels} - {right[place], 0}


def _too_small(rng: Random) -> Planted:
    """One repair alone leaves more rows."""
    repair = one_of(rng, REPAIRS)
    sketch = sketch_of(rng, 12, 26, repair)
    while not sketch.leaves_more(repair):
        sketch = sketch_of(rng, 12, 26, repair)
    return too_small(rng, sketch)


def too_small(rng: Random, sketch: Sketch) -> Planted:
    """The last convolution needs one row more than there is; what comes behind it works on any size."""
    given, body = (one_of(rng, [1, 3]), sketch.size, sketch.size), _filled(rng, sketch)
    filters = one_of(rng, FEW)
    layers = (*body, ("conv", filters, sketch.left + 1, 1, 0), ("global",), ("flatten",), ("dense", 10))
    reads = (given[0], 0, body[0][1], 0, body[2][1], 0, 0, filters)
    return given, layers, reads, _shuffled(rng, _repairs(sketch, body, reads))


def _trained(rng: Random) -> Planted:
    """One repair makes another size, and no other the same."""
    repair = one_of(rng, REPAIRS)
    sketch = sketch_of(rng, 14, 40, repair)
    while not sketch.makes(repair):
        sketch = sketch_of(rng, 14, 40, repair)
    return trained(rng, sketch, repair)


def trained(rng: Random, sketch: Sketch, repair: int) -> Planted:
    """The dense layer was trained on what the network makes with this repair."""
    given, body = (one_of(rng, [1, 3]), sketch.size, sketch.size), _filled(rng, sketch)
    reads = (given[0], 0, body[0][1], 0, 0, body[2][1] * sketch.mended[repair] ** 2)
    return given, (*body, ("flatten",), ("dense", 10)), reads, _shuffled(rng, _repairs(sketch, body, reads))


def _filled(rng: Random, sketch: Sketch) -> Layers:
    """The layers of the sketch, with different numbers of filters."""
    one, two, three, four = ((layer.kernel, layer.stride, layer.padding) for layer in sketch.chain)
    first, second = two_of(rng, FEW)
    return ("conv", first, *one), ("pool", *two), ("conv", second, *three), ("pool", *four)


def _repairs(sketch: Sketch, body: Layers, reads: tuple[int, ...]) -> list[Repair]:
    """As the sketch numbers them."""
    (padded, conv), (moved, pool) = sketch.padded, sketch.moved
    return [
        *[(i, ("ceil", *body[i - 1][1:]), 0) for i in (2, 4)],
        (padded, (*body[padded - 1][:-1], conv.padding), reads[padded - 1]),
        (moved, ("pool", pool.kernel, pool.stride, pool.padding), 0),
    ]


def _shuffled(rng: Random, repairs: list[Repair]) -> tuple[Repair, ...]:
    return tuple(rng.sample(repairs, len(repairs)))
