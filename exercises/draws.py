"""Draws that several kinds share; the dice are always the caller's."""

from random import Random

Rows = tuple[tuple[int, ...], ...]


def grid_of(rng: Random, height: int, width: int, low: int, high: int) -> Rows:
    """A height x width grid of whole numbers from low to high, both included."""
    return tuple(tuple(rng.randint(low, high) for _ in range(width)) for _ in range(height))
