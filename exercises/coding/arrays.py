"""Arrays for the cases of code problems; the dice are always the caller's."""

from random import Random

import numpy as np

from exercises.engine.windows import Array


def drawn(rng: Random, *shape: int, low: int = -9, high: int = 9, dtype: str = "int64") -> Array:
    """An array of whole numbers from low to high, both included."""
    cells = [rng.randint(low, high) for _ in range(int(np.prod(shape)))]
    return np.array(cells, dtype).reshape(shape)


def ramp(*shape: int, start: int = 0, step: int = 1, dtype: str = "int64") -> Array:
    """The numbers from `start` on in reading order, as fixed cases use them."""
    return np.arange(start, start + step * int(np.prod(shape)), step).astype(dtype).reshape(shape)


def mixed(*shape: int, seed: int = 1, dtype: str = "int64") -> Array:
    """Whole numbers from -9 to 9 that repeat no pattern, the same each time."""
    return drawn(Random(seed), *shape, dtype=dtype)
