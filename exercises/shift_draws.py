"""Rows of cells, and layers over them, for which a shift has a wanted effect: nearly always, and told by `Shifted`."""

from random import Random

from exercises.draws import between, one_of

Row = tuple[int, ...]
Drawn = tuple[Row, Row, int, int]
"""The row, the weights (none for max pooling with window 2), the stride, and how far the row moves."""

CELLS = 8


def pooled(rng: Random, effect: str, level: int) -> Drawn:
    """Max pooling with stride 2. Moved by 1 it keeps peaks at even places, and moves along with those at odd places."""
    if effect == "stays":
        return _peaks(rng, 0), (), 2, 1
    if effect == "changes":
        return _bump(rng, 7) if rng.random() < 0.4 else _mixed(rng), (), 2, 1
    if level == 1 or rng.random() < 0.3:
        return _peaks(rng, 1), (), 2, 1
    return _bump(rng, 6) if rng.random() < 0.7 else (*_mixed(rng)[:6], 0, 0), (), 2, 2


def convolved(rng: Random, effect: str) -> Drawn:
    """A convolution. With a zero beside each cell, two equal weights do to a shift by 1 what pooling does."""
    alike = one_of(rng, [-2, -1, 1, 2])
    if effect == "stays":
        return _sparse(rng, 0), _equal(rng, alike), 2, 1
    if effect == "moves" and rng.random() < 0.3:
        return _sparse(rng, 1), _equal(rng, alike), 2, 1
    x = _sparse(rng, below_two) if (below_two := between(rng, 0, 3)) < 2 else _bump(rng, 5)
    weights = tuple(between(rng, -2, 2) for _ in range(between(rng, 2, 3)))
    stride, shift = one_of(rng, [(1, 1), (2, 2)] if effect == "moves" else [(2, 1), (2, 1), (1, 2)])
    return x, weights, stride, shift


def _bump(rng: Random, end: int) -> Row:
    """Some cells between zeros; from cell `end` on, none is left."""
    inner = [between(rng, 1, 9) for _ in range(between(rng, 2, end - 2))]
    before = between(rng, 0, 2)
    return (*[0] * before, *inner, *[0] * (CELLS - before - len(inner)))


def _peaks(rng: Random, first: int) -> Row:
    """Large cells at every second place from `first` (0 or 1) on, small ones between, and now and then zeros first."""
    zeros = first + one_of(rng, [0, 0, 2])
    row = [between(rng, 0, 4) if i % 2 else between(rng, 5, 9) for i in range(CELLS - 1 - first - zeros)]
    return (*[0] * zeros, *row, *[0] * (CELLS - zeros - len(row)))


def _mixed(rng: Random) -> Row:
    """Peaks at even places, but for one that has changed places with a neighbour."""
    row = list(_peaks(rng, 0))
    at = between(rng, 2, 5)
    row[at], row[at + 1] = row[at + 1], row[at]
    return tuple(row)


def _sparse(rng: Random, first: int) -> Row:
    """A number at every second place from `first` on, zeros elsewhere and in the last two cells."""
    return tuple(between(rng, 0, 9) if i % 2 == first and i < CELLS - 2 else 0 for i in range(CELLS))


def _equal(rng: Random, weight: int) -> Row:
    return (weight, weight) if rng.random() < 0.6 else (weight, weight, 0)
