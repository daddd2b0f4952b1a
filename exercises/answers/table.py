"""A table that is filled in row by row; each row is held against what follows from the student's own row above it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from operator import eq

from exercises.answers.formats import Integer, Marks, in_threes
from exercises.answers.grid import bracketed, cells_of
from exercises.answers.reading import MOST_CHARACTERS, Unreadable, Value, spaced, tidy, too_long
from exercises.text import T, Text, count

Cells = tuple[Value, ...]
Follow = Callable[[int, Cells | None], Cells | None]
CELL = Integer()
PLACEHOLDERS = {"", "-", "x", "·"}


@dataclass(frozen=True)
class Line:
    """One row to fill in: its label, which columns it has (0-based), and a shorter label for its marks."""

    label: Text
    columns: tuple[int, ...]
    short: Text | None = None


@dataclass(frozen=True)
class Table:
    """Its value is a tuple of rows, each a tuple of the numbers that its line has, in the order of the columns.

    `follow(i, above)` is row `i` as it follows from the row above it (None for the first row), or None when nothing
    follows from such numbers. So a slip is charged in its own row only. `given` is the row above the first one.
    """

    columns: tuple[Text, ...]
    lines: tuple[Line, ...]
    follow: Follow
    given: tuple[Text, tuple[int, ...]]

    def hint(self) -> Text:
        return T("Fill in every cell. Each row is checked against your own row above it.")

    def read(self, text: str) -> Value | Unreadable:
        if problem := too_long(text):
            return problem
        rows = _rows(text, len(self.lines))
        if not any(cell.strip() for row in rows for cell in row):
            return Unreadable(T("Nothing is written here yet."), 0)
        if len(rows) != len(self.lines):
            return Unreadable(T("Rows needed: %(n)s. Rows written: %(given)s.", n=len(self.lines), given=len(rows)))
        return self._read_rows(rows)

    def _read_rows(self, rows: list[list[str]]) -> Value | Unreadable:
        table, part = [], 0
        for number, (line, typed) in enumerate(zip(self.lines, rows, strict=True), 1):
            wanted = len(line.columns)
            words = self._asked(line, typed)
            if len(words) != wanted:
                return Unreadable(_miscounted(number, wanted, len(words)), part)
            values = tuple(map(CELL.read, words))
            for place, value in enumerate(values):
                if isinstance(value, Unreadable):
                    column = self.columns[line.columns[place]]
                    said = T("Row %(row)s, %(column)s: %(message)s", row=number, column=column, message=value.message)
                    return Unreadable(said, part + place)
            table.append(values)
            part += wanted
        return tuple(table)

    def _asked(self, line: Line, typed: list[str]) -> list[str]:
        """The words of a row without those that only stand for cells which the line does not have."""
        if len(typed) == len(line.columns):
            return typed
        if len(line.columns) == 1 and in_threes(together := ",".join(typed)):
            return [together]
        if len(typed) == len(self.columns):
            beside = [typed[column] for column in range(len(typed)) if column not in line.columns]
            if {tidy(word) for word in beside} <= PLACEHOLDERS:
                return [typed[column] for column in line.columns]
        return typed

    def typed(self, text: str) -> list[list[str]]:
        """What was typed for each line, as far as it can be told apart; missing cells are empty."""
        rows = _rows(text[:MOST_CHARACTERS], len(self.lines)) + [[]] * len(self.lines)
        asked = [self._asked(line, row) for line, row in zip(self.lines, rows, strict=False)]
        return [
            [*row, *[""] * len(line.columns)][: len(line.columns)] for line, row in zip(self.lines, asked, strict=True)
        ]

    def show(self, value: Value) -> str:
        return "\n".join("\t".join(map(str, row)) for row in value)

    accepts = staticmethod(eq)

    def marks(self, given: Value, wanted: Value) -> Marks:
        """Cell by cell, row after row, each row as it follows from the one above it, or as it should be."""
        marks: list[bool] = []
        above = None
        for i, (row, right) in enumerate(zip(given, wanted, strict=True)):
            following = right if row == right else self.follow(i, above) or right
            marks += [one == other for one, other in zip(row, following, strict=True)]
            above = row
        return tuple(marks)

    def parts(self, given: Value, wanted: Value) -> Marks:
        """Row by row."""
        marks, ends = self.marks(given, wanted), list(accumulate(map(len, given)))
        return tuple(all(marks[end - len(row) : end]) for row, end in zip(given, ends, strict=True))

    def counted(self, right: int, of: int) -> Text:
        return count(
            "One of %(of)s rows is right, each held against your own row above it.",
            "%(n)s of %(of)s rows are right, each held against your own row above it.",
            right,
            of=of,
        )


def _rows(text: str, many: int) -> list[list[str]]:
    """Lines, or rows in brackets. Empty lines count when that gives as many rows as are wanted.

    A shape in a row may be written as such, as in `16×23×23` or `16 x 23 x 23`.
    """
    if re.search(r"[(\[]", text):
        return bracketed(spaced(text))
    lines = re.split(r"[\n;]", text.replace("\r", ""))
    if len(lines) != many:
        lines = [line for line in lines if line.strip()]
    return [cells_of(spaced(line, next((sign for sign in _BETWEEN if sign in line), " "))) for line in lines]


_BETWEEN = ("\t", ",")  # what parts the numbers of a line, if that is no space


def _miscounted(row: int, wanted: int, written: int) -> Text:
    return count(
        "Row %(row)s needs 1 number, and %(written)s are written.",
        "Row %(row)s needs %(n)s numbers. Numbers written: %(written)s.",
        wanted,
        row=row,
        written=written,
    )
