"""Draws that several kinds share; the dice are always the caller's."""

from random import Random

Rows = tuple[tuple[int, ...], ...]


def grid_of(rng: Random, height: int, width: int, low: int, high: int) -> Rows:
    """A height x width grid of whole numbers from low to high, both included."""
    return tuple(tuple(rng.randint(low, high) for _ in range(width)) for _ in range(height))


LayerNumbers = tuple[str, int, int, int]
"""A layer: "conv" or "pool", kernel, stride, padding per side."""


def chain_of(rng: Random, level: int) -> tuple[int, tuple[LayerNumbers, ...]]:
    """An input size and more layers than it can go through: equal, of mixed kernels, or with strides and pools."""
    if level == 1:
        kernel = rng.randint(3, 7)
        return 2 * kernel * (kernel - 1) + rng.randint(0, 5 * kernel), (("conv", kernel, 1, 0),) * 30
    if level == 2:
        return rng.randint(22, 48), tuple(("conv", rng.choice([2, 3, 3, 4, 5, 5, 7]), 1, 0) for _ in range(30))
    first = rng.choice([("conv", 5, 1, 0), ("conv", 7, 2, 3), ("conv", 3, 2, 1), ("conv", 3, 1, 1), ("conv", 3, 1, 0)])
    return rng.randint(28, 128), (first, *(_later(rng) for _ in range(30)))


def _later(rng: Random) -> LayerNumbers:
    if rng.random() < 0.4:
        return ("pool", *rng.choice([(2, 2), (3, 2)]), 0)
    return ("conv", *rng.choice([(3, 1, 0), (5, 1, 0), (3, 2, 1), (5, 2, 0), (3, 2, 0)]))
