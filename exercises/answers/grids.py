"""Several grids, one for each stage; each is held against what follows from the student's own grid before it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from operator import eq

from exercises.answers.formats import Marks
from exercises.answers.grid import size
from exercises.answers.reading import MOST_CHARACTERS, Unreadable, Value, too_long
from exercises.answers.steps import Part, read_each
from exercises.text import T, Text, count

Follow = Callable[[int, Value], Value | None]
BORDER = "|"


@dataclass(frozen=True)
class Grids:
    """A grid for each stage; its value is a tuple of them, typed one below another with an empty line or a `|` between.

    `follow(i, given)` is grid `i` as it follows from the student's own one before it, or None when nothing follows from
    that. That is right, and so is what should stand there: a slip is charged in its own grid only.
    """

    stages: tuple[Part, ...]
    follow: Follow

    def hint(self) -> Text:
        return T("Choose each size, then fill the cells. Each map is checked against your own map before it.")

    def read(self, text: str) -> Value | Unreadable:
        if problem := too_long(text):
            return problem
        if not text.replace(BORDER, "").strip():
            return Unreadable(T("Nothing is written here yet."), 0)
        typed = _split(text)
        if len(typed) != len(self.stages):
            return Unreadable(
                T(
                    "Maps needed: %(wanted)s, with an empty line between them. Maps written: %(given)s.",
                    wanted=len(self.stages),
                    given=len(typed),
                )
            )
        return read_each(self.stages, typed)

    def typed(self, text: str) -> list[str]:
        """What was typed for each stage, as far as it can be told apart."""
        found = _split(text[:MOST_CHARACTERS])
        return [*found, *[""] * len(self.stages)][: len(self.stages)]

    def show(self, value: Value) -> str:
        return "\n\n".join(stage.format.show(one) for stage, one in zip(self.stages, value, strict=True))

    accepts = staticmethod(eq)

    def marks(self, given: Value, wanted: Value) -> Marks:
        """Cell by cell, grid after grid; in a grid of another size none is right."""
        marks: list[bool] = []
        for grid, right in zip(given, self._following(given, wanted), strict=True):
            alike = size(grid) == size(right)
            marks += [alike and cell == right[i][j] for i, row in enumerate(grid) for j, cell in enumerate(row)]
        return tuple(marks)

    def parts(self, given: Value, wanted: Value) -> Marks:
        """Grid by grid."""
        return tuple(grid == right for grid, right in zip(given, self._following(given, wanted), strict=True))

    def _following(self, given: Value, wanted: Value) -> list[Value]:
        """What each grid is held against: itself where it is as it should be, else what follows from the one before."""
        found = [None if given[i] == right else self.follow(i, given) for i, right in enumerate(wanted)]
        return [right if one is None else one for one, right in zip(found, wanted, strict=True)]

    def counted(self, right: int, of: int) -> Text:
        return count(
            "One of %(of)s maps is right, each held against your own map before it.",
            "%(n)s of %(of)s maps are right, each held against your own map before it.",
            right,
            of=of,
        )


def _split(text: str) -> list[str]:
    """The grids as typed. A row of empty cells has tabs in it, so it is no empty line."""
    if BORDER in text:
        return text.split(BORDER)
    return re.split(r"\n(?: *\n)+", text.replace("\r", "").strip("\n "))
