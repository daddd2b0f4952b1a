"""A grid of exact numbers whose size the student chooses.

Rows may come from the page's cells (tab-separated), a spreadsheet, a Python list, numpy's or torch's print,
or plain lines; `1 2; 3 4` on one line is two rows.
"""

import re
from dataclasses import dataclass
from operator import eq

from exercises.answers.formats import Marks
from exercises.answers.reading import Unreadable, Value, read_number, short, tidy, too_long
from exercises.text import T, Text, count

MOST_ROWS = 20


@dataclass(frozen=True)
class Grid:
    """Its value is a tuple of rows, each a tuple of ints and Fractions. `fractions` only changes the hint."""

    fractions: bool = False

    def hint(self) -> Text:
        if self.fractions:
            return T("Choose the size, then fill the cells. Exact values: 2.75 or 11/4; do not round.")
        return T("Choose the size, then fill the cells, or paste from a spreadsheet, Python or numpy.")

    def read(self, text: str) -> Value | Unreadable:
        if problem := too_long(text):
            return problem
        rows = _rows(text)
        if not rows:
            return Unreadable(T("Nothing is written here yet."))
        if max(len(rows), *map(len, rows)) > MOST_ROWS:
            return Unreadable(T("A grid here has at most %(most)s rows and columns.", most=MOST_ROWS))
        return _ragged(rows) or _read_cells(rows)

    def show(self, value: Value) -> str:
        return "\n".join("\t".join(map(str, row)) for row in value)

    accepts = staticmethod(eq)

    def marks(self, given: Value, wanted: Value) -> Marks:
        """Cell by cell, row after row; empty when the sizes differ."""
        if size(given) != size(wanted):
            return ()
        return tuple(
            one == other
            for row, wanted_row in zip(given, wanted, strict=True)
            for one, other in zip(row, wanted_row, strict=True)
        )


def size(value: Value) -> tuple[int, int]:
    """(rows, columns) of a grid value."""
    return len(value), len(value[0])


def _rows(text: str) -> list[list[str]]:
    """The cells as typed, row after row; an empty cell between tabs stays, as an empty string."""
    if not text.strip():
        return []
    if "[" in text or "(" in text:
        return bracketed(text)
    lines = re.split(r"[\n;]", text.replace("\r", "").strip("\n"))
    rows = [cells_of(line) for line in lines]
    # In a single column an empty line is an empty cell; between longer rows it is only space.
    column = all(len(row) == 1 for row in rows)
    return [row for line, row in zip(lines, rows, strict=True) if column or line.strip() or "\t" in line]


_FRACTION = re.compile(r"\bFraction\(\s*([+-]?\d+)\s*,\s*(\d+)\s*\)")
_SCALAR = re.compile(r"\b(?:np|numpy|torch)\.\w+\(([^()\[\]]*)\)")
_AROUND = re.compile(r"\b(?:np\.|numpy\.|torch\.)?(?:array|tensor)\b|,?\s*(?:d?type|device)\s*=[^)\]]*")
_INNERMOST = re.compile(r"[\[(]([^\[\]()]*)[\])]")


def bracketed(text: str) -> list[list[str]]:
    """Rows of a Python list, numpy's or torch's print; numbers may be wrapped, as in `np.int64(3)`."""
    bare = _SCALAR.sub(r"\1", _FRACTION.sub(r"\1/\2", text))
    bare = _AROUND.sub("", bare)
    strange = re.sub(r"[\s,()\[\]]", "", _INNERMOST.sub("", bare))
    if strange:
        return [[strange]]
    rows = [row.strip().rstrip(",") for row in _INNERMOST.findall(bare)]
    return [re.split(r"\s*,\s*|\s+", row) for row in rows if row]


def cells_of(line: str) -> list[str]:
    """Tabs win; then a comma with a space, or commas alone, part cells; else a comma is a decimal comma."""
    if "\t" in line:
        return line.split("\t")
    line = tidy(line)
    if re.search(r",\s", line) or not re.search(r"\s", line):
        return re.split(r"\s*,\s*", line.strip(", "))
    return line.split()


def _ragged(rows: list[list[str]]) -> Unreadable | None:
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            return Unreadable(
                count(
                    "Row %(row)s has one number, but row 1 has %(first)s. Make all rows equally long.",
                    "Row %(row)s has %(n)s numbers, but row 1 has %(first)s. Make all rows equally long.",
                    len(row),
                    row=number,
                    first=len(rows[0]),
                )
            )
    return None


def _read_cells(rows: list[list[str]]) -> Value | Unreadable:
    grid = tuple(tuple(read_number(cell) for cell in row) for row in rows)
    for i, row in enumerate(grid):
        for j, cell in enumerate(row):
            if isinstance(cell, Unreadable):
                return Unreadable(_complaint(i, j, rows[i][j], cell), i * len(row) + j)
    return grid


def _complaint(i: int, j: int, typed: str, cell: Unreadable) -> Text:
    if not typed.strip():
        return T("The cell in row %(row)s, column %(column)s is empty.", row=i + 1, column=j + 1)
    return T(
        "Row %(row)s, column %(column)s: %(message)s",
        row=i + 1,
        column=j + 1,
        message=cell.message,
        typed=short(typed),
    )
