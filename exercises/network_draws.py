"""Networks and branches to ask about; the dice are always the caller's."""

from random import Random

from exercises.draws import between, one_of
from exercises.networks import Layers, Numbers

Given = tuple[int, int, int]
FEW = (4, 6, 8, 10, 12, 16, 20, 24)
MANY = (16, 24, 32, 48, 64, 80, 96, 112, 128, 160, 192)


def branches_of(rng: Random, level: int) -> tuple[Given, tuple[Layers, ...]]:
    """Two branches that fit; an Inception block with a wrong padding; strides and even windows with one."""
    if level == 1:
        return _two(rng)
    given, ways = _inception(rng) if level == 2 else _halving(rng)
    odd = one_of(rng, [number for number, way in enumerate(ways) if _window(way) > 1])
    return given, (*ways[:odd], _mispadded(rng, ways[odd]), *ways[odd + 1 :])


def _two(rng: Random) -> tuple[Given, tuple[Layers, ...]]:
    """All keep the size, or all are without padding and take as much away; now and then three branches."""
    given = (one_of(rng, [3, 8, 16, 32]), between(rng, 10, 40), between(rng, 10, 40))
    filters = rng.sample(FEW, 4)
    k, other = rng.sample([1, 3, 5, 7], 2)
    ways: list[Layers] = [(_conv(filters[0], k),), (_conv(filters[1], other),)]
    if rng.random() < 0.4:
        ways = [(("conv", filters[0], 5, 1, 0),), (("conv", filters[3], 3, 1, 0), ("conv", filters[1], 3, 1, 0))]
    elif rng.random() < 0.4:
        ways.append((_conv(filters[2], one_of(rng, [1, 3, 5])),))
    return given, tuple(ways)


def _conv(filters: int, kernel: int) -> Numbers:
    """A convolution that keeps the size."""
    return ("conv", filters, kernel, 1, (kernel - 1) // 2)


def _inception(rng: Random) -> tuple[Given, tuple[Layers, ...]]:
    size = one_of(rng, [7, 8, 12, 14, 16, 20, 28])
    given = (one_of(rng, [64, 128, 192, 256, 320, 480]), size, size + one_of(rng, [0, 0, 2, 4]))
    ones, threes, fives, pooled, before, less = rng.sample(MANY, 6)
    middle, large = one_of(rng, [(3, 5), (3, 7), (5, 7)])
    window = one_of(rng, [3, 3, 5])
    return given, (
        (("conv", ones, 1, 1, 0),),
        (("conv", before, 1, 1, 0), _conv(threes, middle)),
        (("conv", less, 1, 1, 0), _conv(fives, large)),
        (("pool", window, 1, (window - 1) // 2), ("conv", pooled, 1, 1, 0)),
    )


def _halving(rng: Random) -> tuple[Given, tuple[Layers, ...]]:
    """Every branch halves the size, rounded up; one of them is a pooling."""
    size = between(rng, 12, 40)
    channels = one_of(rng, [16, 24, 32, 48, 64, 96])
    filters = rng.sample([f for f in MANY if f != channels], 4)
    kernels = rng.sample([2, 3, 4, 5, 6, 7], one_of(rng, [2, 2, 3]))
    window = one_of(rng, [2, 3])
    ways: list[Layers] = [(("conv", f, k, 2, _halves(size, k)),) for f, k in zip(filters, kernels, strict=False)]
    if rng.random() < 0.5:
        ways[0] = (("conv", filters[3], 1, 1, 0), *ways[0])
    return (channels, size, size), (*ways, (("pool", window, 2, _halves(size, window)),))


def _halves(n: int, k: int) -> int:
    """The padding with which stride 2 makes ceil(n / 2) out of n cells."""
    return (k - 1) // 2 if n % 2 == 0 else k // 2


def _window(way: Layers) -> int:
    return max(layer[-3] for layer in way)


def _mispadded(rng: Random, way: Layers) -> Layers:
    """The branch with another padding under its largest window; a pooling has at most half a window of it."""
    place = max(range(len(way)), key=lambda i: way[i][-3])
    *before, kernel, stride, padding = way[place]
    most = kernel // 2 if before == ["pool"] else min(kernel - 1, padding + 2)
    wrong = one_of(rng, [p for p in range(max(padding - 1, 0), most + 1) if p != padding])
    return (*way[:place], (*before, kernel, stride, wrong), *way[place + 1 :])


def change_of(rng: Random, level: int) -> tuple[Given, Layers, int, Numbers]:
    """A network, the number of one of its layers, and what stands there instead: kernel, stride, or filters."""
    size = between(rng, 20, 48)
    given = (one_of(rng, [1, 3]), size, size)
    body = [_body_layer(rng, i, level) for i in range(one_of(rng, [3, 4] if level == 1 else [4, 5]))]
    ending: Layers = (("flatten",), ("dense", one_of(rng, [10, 20, 100])))
    if rng.random() < (0.25 if level == 1 else 0.5):
        ending = (("global",), *ending)
    layers = (*body, *ending)
    places = [i for i, layer in enumerate(body, 1) if layer[0] == "conv"]
    place = one_of(rng, places[:-1] if level == 3 else places)
    _, filters, kernel, stride, padding = layers[place - 1]
    if level == 1:
        other = one_of(rng, [k for k in (3, 5, 7) if k != kernel])
        keeps = padding and rng.random() < 0.5
        return given, layers, place, ("conv", filters, other, stride, (other - 1) // 2 if keeps else padding)
    if level == 2:
        return given, layers, place, ("conv", filters, kernel, 3 - stride, padding)
    return given, layers, place, ("conv", one_of(rng, [f for f in FEW if f != filters]), kernel, stride, padding)


def _body_layer(rng: Random, i: int, level: int) -> Numbers:
    """Convolutions, with poolings between them; the first is always a convolution."""
    if i % 2 and rng.random() < 0.6:
        return ("pool", *one_of(rng, [(2, 2), (3, 2)]), 0)
    kernel = one_of(rng, [3, 3, 5])
    stride = one_of(rng, [1, 2]) if level == 2 else 1
    return ("conv", one_of(rng, FEW), kernel, stride, one_of(rng, [0, (kernel - 1) // 2]))
