"""What the wrong cells of a grid have in common, when no wrong model gives the whole of it (M16, M40 to M46, M62).

A slip may be made in some cells only, such as on the border or after a pause; or the right map may be written down in
another place. Nothing is said unless at least FEWEST cells show it and it explains every wrong cell.
"""

from collections.abc import Iterable, Iterator

from exercises.answers import Value
from exercises.question import Mistake
from exercises.slips import SLIPS
from exercises.text import T, Text

Place = tuple[int, int]
FEWEST = 2
MOST_LISTED = 3


def patterns(given: Value, right: Value, mistakes: Iterable[Mistake]) -> Iterator[Mistake]:
    """Explanations of a grid that is wrong, cell by cell; none for one of another size."""
    yield from _moved(given, right)
    if _size(given) != _size(right):
        return
    wrong = [place for place in _places(right) if _at(given, place) != _at(right, place)]
    if len(wrong) < FEWEST:
        return
    for mistake in mistakes:
        if _size(mistake.answer) == _size(right) and all(_at(given, one) == _at(mistake.answer, one) for one in wrong):
            yield Mistake(mistake.slip, given, _partly(mistake.slip, wrong), _step(mistake, wrong[0]))


def _partly(slip: str, wrong: list[Place]) -> Text:
    """Which cells they are, and what they look like."""
    named = ", ".join(f"({row + 1}, {column + 1})" for row, column in wrong[:MOST_LISTED])
    values = {"cells": named, "what": SLIPS[slip].title}
    if len(wrong) <= MOST_LISTED:
        return T(
            "All cells are right but %(n)s. Those (row, column) %(cells)s are what comes out when you %(what)s.",
            n=len(wrong),
            **values,
        )
    return T(
        "%(n)s cells are wrong, and all of them are what comes out when you %(what)s; the first (row, column) are "
        "%(cells)s.",
        n=len(wrong),
        **values,
    )


def _step(mistake: Mistake, place: Place) -> str:
    return f"cell-{place[0]}-{place[1]}" if mistake.step.startswith("cell-") else mistake.step


def _moved(given: Value, right: Value) -> Iterator[Mistake]:
    """The right numbers, mirrored, with rows for columns, or one cell further on."""
    if len({cell for row in right for cell in row}) <= FEWEST:
        return
    if given == tuple(zip(*right, strict=True)):
        said = T(
            "Your numbers are right, but rows and columns are swapped: your first row belongs in the first column."
        )
        yield Mistake("axes-swapped", given, said)
    if _size(given) != _size(right):
        return
    mirrored = {tuple(row[::-1] for row in right), right[::-1], tuple(row[::-1] for row in right[::-1])}
    if given in mirrored:
        said = T("Your numbers are right, but mirrored. The first of them belongs in the upper left cell.")
        yield Mistake("map-mirrored", given, said)
    for down, across in ((0, 1), (1, 0), (1, 1), (0, -1), (-1, 0), (-1, -1)):
        if _shifted(given, right, down, across):
            yield Mistake("map-shifted", given, _one_further(down + across))


def _one_further(way: int) -> Text:
    if way > 0:
        return T("Your numbers are moved by one cell: the first cell holds what belongs in the one after it.")
    return T("Your numbers are moved by one cell: what belongs in the first one stands one further on.")


def _shifted(given: Value, right: Value, down: int, across: int) -> bool:
    """Whether each cell holds what belongs so many cells further on, wherever there is such a cell."""
    pairs = [
        (_at(given, (i, j)), _at(right, (i + down, j + across)), _at(right, (i, j)))
        for i, j in _places(right)
        if 0 <= i + down < len(right) and 0 <= j + across < len(right[0])
    ]
    telling = {moved for _, moved, there in pairs if moved != there}
    return len(telling) > FEWEST and all(one == moved for one, moved, _ in pairs)


def _size(value: Value) -> Place:
    return len(value), len(value[0])


def _places(value: Value) -> list[Place]:
    return [(i, j) for i, row in enumerate(value) for j in range(len(row))]


def _at(value: Value, place: Place) -> Value:
    return value[place[0]][place[1]]
