"""One axis as a strip of numbered cells, of which a long middle is left out."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from exercises.pictures import Cell, Label, Panel, Role
from exercises.text import Text

LONGEST_STRIP = 20
HEAD = 11
TAIL = 8


def strip_panel(
    key: str, caption: Text, n: int, begin: int = 0, end: int = 0, role: Role = Role.INPUT, beyond: int = 0
) -> Panel:
    """One axis: `n` cells numbered from 0, with `begin` and `end` cells of padding; a long middle is left out.

    The padding has no text: a 0 in it would look like one more number of a cell.
    `beyond` are empty places after them, where a window sticks out that does not fit. Where cells lie:
    `strip_position`.
    """
    cells = _strip(key, n, begin, end, role, beyond)
    gap = (Label(HEAD + 0.5, 0.5, "…"),) if n + begin + end > LONGEST_STRIP else ()
    return Panel(key, caption, cells[-1].x + 1, 1, cells, (), gap)


@lru_cache(maxsize=1024, typed=True)
def _strip(key: str, n: int, begin: int, end: int, role: Role, beyond: int) -> tuple[Cell, ...]:
    cells = []
    for p in _shown(begin, n + end, beyond):
        place = strip_position(p, n, begin, end)
        if place is not None:
            if 0 <= p < n:
                cells.append(Cell(place, 0, str(p), role, key))
            else:
                cells.append(Cell(place, 0, "", Role.PAD if p < n + end else Role.BLANK, key))
    return tuple(cells)


def _shown(begin: int, stop: int, beyond: int) -> Iterable[int]:
    """The positions of which a strip that ends before `stop` shows a cell."""
    if begin + stop <= LONGEST_STRIP:
        return range(-begin, stop + beyond)
    return chain(range(-begin, HEAD - begin), range(stop - TAIL, stop + beyond))


def strip_position(position: int, n: int, begin: int = 0, end: int = 0) -> float | None:
    """x of the cell at `position` (0-based in the input) in `strip_panel`, or None where it is left out."""
    total, place = n + begin + end, position + begin
    if total <= LONGEST_STRIP or place < HEAD:
        return place
    from_end = total - place
    return HEAD + 1 + TAIL - from_end if from_end <= TAIL else None
