"""Networks whose tables are filled in: short ones, and those of LeNet's, AlexNet's and VGG's kind, on odd inputs."""

from random import Random

from exercises.draws import between, one_of, two_of
from exercises.network_draws import FEW, Given
from exercises.networks import Layers, Numbers


def network_of(rng: Random, level: int) -> tuple[Given, Layers]:
    """Three layers; five that end in a flattening or a dense layer; eight to twelve."""
    if level == 1:
        return _input(rng, (1, 3), 16, 40), _short(rng)
    if level == 2:
        return _input(rng, (1, 3), 20, 40), _lenet(rng)
    if rng.random() < 0.4:
        return _input(rng, (3,), 120, 240), _alexnet(rng)
    return _input(rng, (3,), 45, 120), _vgg(rng)


def _input(rng: Random, channels: tuple[int, ...], low: int, high: int) -> Given:
    size = between(rng, low, high)
    return one_of(rng, channels), size, size


def _short(rng: Random) -> Layers:
    """Two convolutions with a pooling between or behind them."""
    first, second = two_of(rng, FEW)
    layers = [_conv(rng, first), _conv(rng, second)]
    layers.insert(one_of(rng, [1, 2]), _pool(rng))
    return tuple(layers)


def _conv(rng: Random, filters: int) -> Numbers:
    kernel = one_of(rng, [3, 3, 5])
    return ("conv", filters, kernel, 1, one_of(rng, [0, 0, (kernel - 1) // 2]))


def _pool(rng: Random) -> Numbers:
    return ("pool", *one_of(rng, [(2, 2), (2, 2), (3, 2)]), 0)


def _lenet(rng: Random) -> Layers:
    """Convolution and pooling twice, and then a flattening, or one convolution less and a dense layer."""
    first, second = sorted(two_of(rng, FEW))
    outputs = one_of(rng, [10, 84, 100, 120])
    if rng.random() < 0.5:
        return (_conv(rng, first), _pool(rng), _conv(rng, second), _pool(rng), ("flatten",))
    return (_conv(rng, first), _conv(rng, second), _pool(rng), ("flatten",), ("dense", outputs))


def _alexnet(rng: Random) -> Layers:
    """A large first kernel with a large stride, poolings that overlap, and convolutions that keep the size."""
    filters = rng.sample([32, 48, 64, 96, 128, 192, 256, 384], 5)
    first = ("conv", filters[0], *one_of(rng, [(11, 4, 0), (11, 4, 2), (7, 2, 3), (7, 3, 0), (5, 2, 0)]))
    pool = ("pool", 3, 2, 0)
    middle = [("conv", many, 3, 1, 1) for many in filters[2 : one_of(rng, [4, 5])]]
    second = ("conv", filters[1], 5, 1, one_of(rng, [0, 1, 2]))
    return (first, pool, second, pool, *middle, pool, ("flatten",), ("dense", one_of(rng, [256, 512, 1000, 4096])))


def _vgg(rng: Random) -> Layers:
    """Blocks of convolutions that keep the size, each behind a pooling; twice as many filters from block to block."""
    filters, blocks = one_of(rng, [8, 16, 32, 64]), one_of(rng, [3, 3, 4])
    layers: list[Numbers] = []
    for block in range(blocks):
        padding = 1 if block else one_of(rng, [0, 1])
        layers += [("conv", filters * 2**block, 3, 1, padding)] * (one_of(rng, [1, 2, 2]) if blocks == 3 else 1)
        layers.append(("pool", 2, 2, 0))
    layers += [("global",)] if rng.random() < 0.3 else []
    return (*layers, ("flatten",), ("dense", one_of(rng, [10, 100, 256])))
