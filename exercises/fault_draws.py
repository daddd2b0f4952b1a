"""Networks with one planted fault and four repairs of which one may mend it; the kinds look whether just one does."""

from random import Random

from exercises.broken import Broken, Repair, reads_of, shapes_through
from exercises.network_draws import FEW, Given
from exercises.networks import Layers, Numbers

Planted = tuple[Given, Layers, tuple[int, ...], tuple[Repair, ...]]


def fault_of(rng: Random, level: int) -> Planted:
    """Channels that do not match; a flattened size that does not; a pooling that must round up."""
    if level == 1:
        return _channels(rng)
    if level == 2:
        return _flattened(rng)
    return _too_small(rng) if rng.random() < 0.6 else _trained(rng)


def _body(rng: Random, convs: int) -> Layers:
    """Convolutions with different numbers of filters, and poolings behind some of them."""
    layers: list[Numbers] = []
    for filters in rng.sample(FEW, convs):
        kernel = rng.choice([3, 3, 5])
        layers.append(("conv", filters, kernel, 1, rng.choice([0, (kernel - 1) // 2])))
        if rng.random() < 0.6:
            layers.append(("pool", 2, 2, 0))
    return tuple(layers)


def _given(rng: Random, low: int, high: int) -> Given:
    size = rng.randint(low, high)
    return rng.choice([1, 3]), size, size


def _channels(rng: Random) -> Planted:
    """A convolution reads the channels of another map, or as many as it makes itself."""
    given, layers = _given(rng, 24, 48), _body(rng, 3)
    right = reads_of(shapes_through(given, layers), layers)
    convs = [i for i, layer in enumerate(layers) if layer[0] == "conv"]
    place = rng.choice(convs[1:])
    numbers = {given[0], *(layers[i][1] for i in convs), right[place] // 2, 2 * right[place]}
    wrong = rng.sample(sorted(numbers - {right[place]}), 3)
    reads = (*right[:place], wrong[0], *right[place + 1 :])
    other = rng.choice([i for i in convs if i != place])
    repairs = [(place + 1, layers[place], n) for n in (right[place], *wrong[1:])]
    repairs.append((other + 1, layers[other], rng.choice(sorted(numbers - {reads[other]}))))
    return given, layers, reads, _shuffled(rng, repairs)


def _flattened(rng: Random) -> Planted:
    """A dense layer was made for a size that a slip gives; now and then the second one reads a wrong number."""
    given, body = _given(rng, 16, 36), _body(rng, 2)
    layers = (*body, ("flatten",), ("dense", rng.choice([64, 84, 100, 120])), ("dense", 10))
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
    """The last convolution needs one row more than the poolings leave; what comes behind it works on any size."""
    given, body = _given(rng, 12, 26), _pooled(rng, 2)
    shapes = shapes_through(given, body)
    left = shapes[-1][1] if len(shapes) > len(body) else 1
    filters = rng.choice(FEW)
    layers = (*body, ("conv", filters, left + 1, 1, 0), ("global",), ("flatten",), ("dense", 10))
    reads = (*reads_of(shapes, layers[: len(body) + 1]), 0, 0, filters)
    return given, layers, reads, _shuffled(rng, _roundings(rng, body, reads))


def _trained(rng: Random) -> Planted:
    """The dense layer was trained on what the network makes when one of the poolings rounds up."""
    given, body = _given(rng, 14, 40), _pooled(rng, 2)
    layers = (*body, ("flatten",), ("dense", 10))
    shapes = shapes_through(given, layers)
    repairs = _roundings(rng, body, reads_of(shapes, body))
    place, layer, _ = repairs[0]
    above = shapes[:place]
    rounded = (*above[:-1], *shapes_through(above[-1], (layer, *layers[place:]))) if len(above) == place else shapes
    return given, layers, reads_of(rounded, layers), _shuffled(rng, repairs)


def _pooled(rng: Random, convs: int) -> Layers:
    """Convolutions, each with a pooling behind it."""
    layers: list[Numbers] = []
    for filters in rng.sample(FEW, convs):
        kernel = rng.choice([3, 3, 5])
        layers += [("conv", filters, kernel, 1, rng.choice([0, (kernel - 1) // 2]))]
        layers += [("pool", *rng.choice([(2, 2), (3, 2), (3, 3)]), 0)]
    return tuple(layers)


def _roundings(rng: Random, body: Layers, reads: tuple[int, ...]) -> list[Repair]:
    """Ceil mode in each of two poolings, the first of them at random; another padding, and another window.

    In the body every second layer is a pooling.
    """
    pools = [*enumerate(body, 1)][1::2]
    repairs: list[Repair] = [(i, ("ceil", *layer[1:]), 0) for i, layer in rng.sample(pools, 2)]
    i, (name, filters, kernel, stride, padding) = rng.choice([*enumerate(body, 1)][::2])
    padded = rng.choice([padding + 1, padding - 1]) if padding else 1
    repairs.append((i, (name, filters, kernel, stride, padded), reads[i - 1]))
    i, (_, window, stride, _) = rng.choice(pools)
    repairs.append((i, ("pool", *rng.choice([(window + 1, stride), (window, stride + 1)]), 0), 0))
    return repairs


def _shuffled(rng: Random, repairs: list[Repair]) -> tuple[Repair, ...]:
    return tuple(rng.sample(repairs, len(repairs)))
