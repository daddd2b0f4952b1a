"""Smaller inputs of the same problem: the candidates among which the judge looks for the smallest that still fails."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from exercises.engine.conventions import Impossible
from exercises.engine.windows import Array
from exercises.problem import Arguments, Problem

MOST_CELLS_ONE_BY_ONE = 16
FARTHEST_CELL = 9


def smaller(problem: Problem, arguments: Arguments) -> Iterator[Arguments]:
    """Candidates that the statement allows, the boldest first; each is smaller or plainer than `arguments`."""
    for candidate in _candidates(problem, arguments):
        try:
            problem.expected(candidate)
        except (Impossible, ValueError, IndexError):
            continue
        yield candidate


def _candidates(problem: Problem, arguments: Arguments) -> Iterator[Arguments]:
    yield from _cut_axes(problem, arguments)
    for place, value in enumerate(arguments):
        for plainer in _plainer(value):
            yield (*arguments[:place], plainer, *arguments[place + 1 :])


def _cut_axes(problem: Problem, arguments: Arguments) -> Iterator[Arguments]:
    """Every axis, with all axes that share its length: one cell only, half of it, all but the last or first."""
    done: set[tuple[int, int]] = set()
    for place, value in enumerate(arguments):
        for axis in range(value.ndim if isinstance(value, np.ndarray) else 0):
            if (place, axis) in done:
                continue
            group = next((group for group in problem.shared if (place, axis) in group), ((place, axis),))
            done.update(group)
            for keep in _keeps(value.shape[axis]):
                yield _kept(arguments, group, keep)


def _keeps(length: int) -> list[slice]:
    if length < 2:
        return []
    ends = {1, (length + 1) // 2, length - 1}
    return [*(slice(0, end) for end in sorted(ends)), slice(1, None)]


def _kept(arguments: Arguments, group: tuple[tuple[int, int], ...], keep: slice) -> Arguments:
    changed = list(arguments)
    for place, axis in group:
        if isinstance(changed[place], np.ndarray):
            changed[place] = changed[place][(slice(None),) * axis + (keep,)].copy()
    return tuple(changed)


def _plainer(value: Any) -> Iterator[Any]:
    if isinstance(value, np.ndarray):
        yield from _plainer_cells(value)
    elif isinstance(value, bool):
        yield from (False,) if value else ()
    elif isinstance(value, int):
        yield from dict.fromkeys(number for number in (0, 1, value // 2, value - 1) if 0 <= number < value)
    elif isinstance(value, tuple | list):
        yield from _plainer_items(value)


def _plainer_items(value: Any) -> Iterator[Any]:
    make = type(value)
    for place in range(len(value) if len(value) > 1 and isinstance(value, list) else 0):
        yield make([*value[:place], *value[place + 1 :]])
    for place, item in enumerate(value):
        for plainer in _plainer(item):
            yield make([*value[:place], plainer, *value[place + 1 :]])


def _plainer_cells(cells: Array) -> Iterator[Array]:
    """Small whole numbers, signs only, then zeros: in one half, in the other, and cell by cell."""
    wanted = [np.clip(np.rint(cells), -FARTHEST_CELL, FARTHEST_CELL), np.sign(cells)]
    flat, size = cells.ravel(), cells.size
    runs = [slice(0, size // 2), slice(size // 2, size)] if size > 1 else []
    if size <= MOST_CELLS_ONE_BY_ONE:
        runs += [slice(place, place + 1) for place in range(size)]
    for run in runs:
        zeroed = flat.copy()
        zeroed[run] = 0
        wanted.append(zeroed.reshape(cells.shape))
    for one in wanted:
        if not np.array_equal(one, cells):
            yield one.astype(cells.dtype)
