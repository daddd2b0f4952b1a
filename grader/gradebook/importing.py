"""Points from a table that somebody changed: what differs from the gradebook, before any of it holds."""

import csv
import hashlib
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from io import StringIO

from django.utils.translation import gettext as _

from grader.gradebook.export import NAME, headings, safe
from grader.gradebook.queries import Cell, Gradebook
from grader.people.models import User

MOST_POINTS = 10_000


@dataclass(frozen=True)
class Difference:
    """A cell whose points are other ones in the table; None where it is empty there."""

    user: User
    cell: Cell
    after: Decimal

    @property
    def key(self) -> str:
        """What names the cell in a form."""
        return f"{self.user.pk}-{self.cell.item.pk}"


@dataclass
class Read:
    """What a table says: differences, and lines or columns that could not be read, in words."""

    differences: list[Difference] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """Tells these differences from all others: what somebody agrees to is what they have seen."""
        said = [f"{one.key} {one.cell.points} {one.after}" for one in self.differences]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


def differences(book: Gradebook, text: str) -> Read:
    """Hold a table in the shape of the export against the gradebook. Empty cells and other columns are left alone."""
    found = Read()
    rows = csv.DictReader(StringIO(text.removeprefix("\ufeff")), dialect=_dialect(text))
    columns = {safe(heading): place for place, heading in enumerate(headings(book))}
    known = [name for name in rows.fieldnames or [] if name in columns]
    if NAME not in (rows.fieldnames or []) or not known:
        found.trouble.append(
            _("The first line must hold the headings of the download, such as “name” and the questions.")
        )
        return found
    by_name = {safe(row.user.username): row for row in book.rows}
    taken: set[int] = set()
    for number, line in enumerate(rows, 2):
        student = by_name.get(line.get(NAME) or "")
        if student is None:
            found.trouble.append(_("Line %(line)s: no student of this course has that name.") % {"line": number})
            continue
        if student.user.pk in taken:
            found.trouble.append(_("Line %(line)s: this student stands in the table twice.") % {"line": number})
        taken.add(student.user.pk)
        for name in known:
            _compare(found, number, student.user, student.cells[columns[name]], line.get(name) or "")
    return found


def _compare(found: Read, line: int, user: User, cell: Cell, typed: str) -> None:
    if not typed.strip():
        return
    points = read_points(typed)
    if points is None:
        found.trouble.append(
            _("Line %(line)s: %(typed)s is no number of points.") % {"line": line, "typed": typed[:20]}
        )
    elif points != cell.points:
        found.differences.append(Difference(user, cell, points))


def read_points(typed: str) -> Decimal | None:
    """A number of points from 0, to the hundredth; None for anything else."""
    try:
        points = Decimal(typed.replace(",", ".").strip())
    except InvalidOperation:
        return None
    return round(points, 2) if points.is_finite() and 0 <= points <= MOST_POINTS else None


def _dialect(text: str) -> type[csv.Dialect]:
    """Commas, semicolons or tabs, by what stands behind the first heading."""
    first = text.partition("\n")[0]

    class Found(csv.excel):
        delimiter = min(",;\t", key=lambda one: first.find(one) if one in first else len(first))

    return Found
