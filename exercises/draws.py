"""Draws that several kinds share; the dice are always the caller's."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from exercises.text import T, Text

Rows = tuple[tuple[int, ...], ...]
Option = TypeVar("Option")
NOTHING = "there is nothing to draw from"


def below(rng: Random, many: int) -> int:
    """A number from 0 to `many` - 1, the same that `rng.randrange(many)` draws: for what is drawn by the hundred.

    Raises ValueError when there is none.
    """
    if many < 1:
        raise ValueError(NOTHING)
    bits = many.bit_length()
    number = rng.getrandbits(bits)
    while number >= many:
        number = rng.getrandbits(bits)
    return number


def between(rng: Random, low: int, high: int) -> int:
    """A number from `low` to `high`, both included, the same that `rng.randint(low, high)` draws."""
    return low + below(rng, high - low + 1)


def one_of(rng: Random, options: Sequence[Option]) -> Option:
    """One of some options, the same that `rng.choice(options)` draws."""
    return options[below(rng, len(options))]


def two_of(rng: Random, options: Sequence[Option]) -> list[Option]:
    """Two different ones of at most 21, the same that `rng.sample(options, 2)` draws, in half the time."""
    last = len(options) - 1
    first, second = below(rng, last + 1), below(rng, last)
    return [options[first], options[last if second == first else second]]


def grid_of(rng: Random, height: int, width: int, low: int, high: int) -> Rows:
    """A height x width grid of whole numbers from low to high, both included: those that `between` draws in turn."""
    many = high - low + 1
    if many < 1:
        raise ValueError(NOTHING)
    bits, draw = many.bit_length(), rng.getrandbits
    rows = []
    for _ in range(height):
        row: list[int] = []
        while len(row) < width:
            number = draw(bits)
            if number < many:
                row.append(low + number)
        rows.append(tuple(row))
    return tuple(rows)


def edge_without_zeros(rng: Random, x: Rows, high: int) -> Rows:
    """The grid with new values from 1 to `high` in place of the zeros on its edge."""
    last_row, last_column = len(x) - 1, len(x[0]) - 1
    return tuple(
        tuple(
            between(rng, 1, high) if not value and (i in (0, last_row) or j in (0, last_column)) else value
            for j, value in enumerate(row)
        )
        for i, row in enumerate(x)
    )


Shape = tuple[int, int, int, int]


def convolution_numbers(rng: Random, shapes: tuple[Shape, ...], low: int, high: int, weight: int) -> tuple[Rows, Rows]:
    """An input whose edge has no zeros, so that padding matters, and a kernel of weights up to `weight`.

    A shape is the height and width of the input, then those of the kernel.
    """
    height, width, down, across = one_of(rng, shapes)
    x = edge_without_zeros(rng, grid_of(rng, height, width, low, high), high)
    return x, grid_of(rng, down, across, -weight, weight)


POOLS = {
    1: ((4, 4, 2, 2, 0, False), (4, 6, 2, 2, 0, False), (6, 4, 2, 2, 0, False)),
    2: ((5, 7, 3, 2, 0, False), (7, 5, 3, 2, 0, False), (7, 7, 3, 2, 0, False)),
    3: (
        (5, 5, 3, 2, 1, False),
        (4, 4, 2, 2, 1, False),
        (4, 6, 2, 2, 1, False),
        (5, 5, 2, 2, 0, True),
        (5, 4, 2, 2, 0, True),
        (6, 6, 3, 2, 0, True),
        (4, 6, 3, 2, 0, True),
    ),
}
"""Height, width, window, stride, padding and ceil mode by level; no setting here needs the ceil rule's clip.

With 5 cells both ways a window that moves by its own size fits once, and so does one after a forgotten + 1."""


def pool_shape(rng: Random, level: int) -> tuple[int, int, int, int, int, bool]:
    return one_of(rng, POOLS[level])


NAMED_KERNELS: dict[Rows, Text] = {
    ((1, 0, -1), (2, 0, -2), (1, 0, -1)): T("Sobel, for vertical edges"),
    ((1, 2, 1), (0, 0, 0), (-1, -2, -1)): T("Sobel, for horizontal edges"),
    ((1, 0, -1), (1, 0, -1), (1, 0, -1)): T("Prewitt, for vertical edges"),
    ((1, 1, 1), (0, 0, 0), (-1, -1, -1)): T("Prewitt, for horizontal edges"),
    ((0, -1, 0), (-1, 5, -1), (0, -1, 0)): T("sharpen"),
    ((0, 1, 0), (1, -4, 1), (0, 1, 0)): T("Laplace"),
    ((1, 1, 1), (1, 1, 1), (1, 1, 1)): T("box, not yet divided by 9"),
    ((-2, -1, 0), (-1, 1, 1), (0, 1, 2)): T("emboss"),
}
"""Kernels of image processing that students meet by name."""


LayerNumbers = tuple[str, int, int, int]
"""A layer: "conv" or "pool", kernel, stride, padding per side."""


def chain_of(rng: Random, level: int) -> tuple[int, tuple[LayerNumbers, ...]]:
    """An input size and more layers than it can go through: equal, of mixed kernels, or with strides and pools."""
    if level == 1:
        kernel = between(rng, 3, 7)
        return 2 * kernel * (kernel - 1) + between(rng, 0, 5 * kernel), (("conv", kernel, 1, 0),) * 30
    if level == 2:
        return between(rng, 22, 48), tuple(("conv", one_of(rng, [2, 3, 3, 4, 5, 5, 7]), 1, 0) for _ in range(30))
    first = one_of(rng, [("conv", 5, 1, 0), ("conv", 7, 2, 3), ("conv", 3, 2, 1), ("conv", 3, 1, 1), ("conv", 3, 1, 0)])
    return between(rng, 28, 128), (first, *_later(rng, 30))


def _later(rng: Random, many: int) -> list[LayerNumbers]:
    """So many layers: what `below` does, without a call for each of them."""
    random, getrandbits = rng.random, rng.getrandbits
    layers = []
    for _ in range(many):
        options = _POOLS if random() < 0.4 else _CONVOLUTIONS
        bits = len(options).bit_length()
        while (number := getrandbits(bits)) >= len(options):
            pass
        layers.append(options[number])
    return layers


_POOLS: tuple[LayerNumbers, ...] = (("pool", 2, 2, 0), ("pool", 3, 2, 0))
_CONVOLUTIONS: tuple[LayerNumbers, ...] = (
    ("conv", 3, 1, 0),
    ("conv", 5, 1, 0),
    ("conv", 3, 2, 1),
    ("conv", 5, 2, 0),
    ("conv", 3, 2, 0),
)


DilatedNumbers = tuple[str, int, int, int, int]
"""A layer: "conv" or "pool", kernel, stride, padding per side, dilation."""


def stack_of(rng: Random, level: int) -> tuple[DilatedNumbers, ...]:
    """Layers for a receptive field: plain kernels, then strides and pools, then paddings and dilations."""
    if level == 1:
        return tuple(("conv", between(rng, 2, 7), 1, 0, 1) for _ in range(between(rng, 3, 5)))
    if level == 2:
        return tuple(_seen(rng) for _ in range(between(rng, 3, 4)))
    return tuple(
        ("conv", one_of(rng, [2, 3, 3, 5]), one_of(rng, [1, 2, 2, 3]), between(rng, 0, 2), one_of(rng, [1, 1, 2, 3]))
        for _ in range(between(rng, 2, 3))
    )


def _seen(rng: Random) -> DilatedNumbers:
    if rng.random() < 0.3:
        return ("pool", one_of(rng, [2, 3]), 2, 0, 1)
    return ("conv", one_of(rng, [3, 3, 5, 7]), one_of(rng, [1, 1, 2, 3]), 0, 1)
