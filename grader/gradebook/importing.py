"""Points from a table that somebody changed: what differs from the gradebook, before any of it holds."""

import csv
import hashlib
import re
from dataclasses import dataclass, field
from decimal import Decimal
from io import StringIO

from django.utils.translation import gettext as _

from grader.gradebook.export import EMAIL, NAME, TOTAL, heading, safe
from grader.gradebook.queries import Cell, Gradebook, Row
from grader.people.models import User
from grader.sets.models import Item, Treatment

MOST_POINTS = 10_000
A_NUMBER = re.compile(r"\d+(?:[.,]\d{1,2})?", re.ASCII)


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
    """What a table says: differences, lines or columns that could not be read, and columns left alone, in words."""

    differences: list[Difference] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """Tells these differences from all others: what somebody agrees to is what they have seen."""
        said = [f"{one.key} {one.cell.points} {one.after}" for one in self.differences]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


def differences(book: Gradebook, text: str) -> Read:
    """Hold a table in the shape of the export against the gradebook. Empty cells and other columns are left alone."""
    try:
        return _compared(book, "\n".join(text.removeprefix("\ufeff").splitlines()))
    except csv.Error as problem:
        return Read(trouble=[_("This cannot be read as a table: %(problem)s.") % {"problem": problem}])


def _compared(book: Gradebook, text: str) -> Read:
    found = Read()
    rows = csv.DictReader(StringIO(text), dialect=_dialect(text))
    rows.fieldnames = [bare(name) for name in rows.fieldnames or []]
    columns = _columns(found, book, rows.fieldnames)
    if NAME not in rows.fieldnames or not columns:
        found.trouble.append(
            _("The first line must hold the headings of the download, such as “name” and the questions.")
        )
        return found
    by_name = _by_name(book)
    taken: set[int] = set()
    for number, line in enumerate(rows, 2):
        typed = line.get(NAME) or ""
        student = by_name.get(typed) or by_name.get(bare(typed))
        if student is None:
            found.trouble.append(_("Line %(line)s: no student of this course has that name.") % {"line": number})
            continue
        if student.user.pk in taken:
            found.trouble.append(_("Line %(line)s: this student stands in the table twice.") % {"line": number})
        if None in line:  # such as 0,5 where commas part the cells
            said = _("Line %(line)s has more cells than there are headings. Put a number such as 0,5 in quotes.")
            found.trouble.append(said % {"line": number})
            continue
        taken.add(student.user.pk)
        for name, place in columns.items():
            _compare(found, number, student.user, student.cells[place], line.get(name) or "")
    return found


def bare(cell: str) -> str:
    """A heading or a name without what a spreadsheet needs to take it for a text: an apostrophe, a tab, spaces."""
    return cell.strip().removeprefix("'").strip()


def _by_name(book: Gradebook) -> dict[str, Row]:
    """Students by their names as the export writes them, and as they are typed."""
    return {bare(row.user.username): row for row in book.rows} | {safe(row.user.username): row for row in book.rows}


def _columns(found: Read, book: Gradebook, names: list[str]) -> dict[str, int]:
    """The places of the questions whose points are read; every other column is named as left alone."""
    places = {name: place for place, item in enumerate(book.items) for name in _names_of(place + 1, item)}
    for name in dict.fromkeys(names):
        if names.count(name) > 1 and name:
            found.trouble.append(_("The heading “%(name)s” stands in the table twice.") % {"name": name[:60]})
        elif name in places and book.items[places[name]].treatment == Treatment.DROPPED:
            found.left_alone.append(_("“%(name)s”: the question is dropped.") % {"name": name[:60]})
        elif name and name not in places and name not in (NAME, EMAIL) and not name.startswith(f"{TOTAL} ("):
            found.left_alone.append(_("“%(name)s”: no question has this heading.") % {"name": name[:60]})
    wanted = (name for name in names if name in places)
    return {name: places[name] for name in wanted if book.items[places[name]].treatment != Treatment.DROPPED}


def _names_of(place: int, item: Item) -> list[str]:
    """The heading of a question, also as it was before the question was dropped or gifted."""
    return [bare(heading(place, item.title, item.points, treatment)) for treatment in Treatment]


def _compare(found: Read, line: int, user: User, cell: Cell, typed: str) -> None:
    if not typed.strip():
        return
    points = read_points(typed)
    if points is None:
        said = _("Line %(line)s: %(typed)s is no number of points. Write it as 1.5 or 1,5, with at most two decimals.")
        found.trouble.append(said % {"line": line, "typed": typed[:20]})
    elif points != cell.points:
        found.differences.append(Difference(user, cell, points))


def read_points(typed: str) -> Decimal | None:
    """A number of points from 0, with a point or a comma before at most two decimals; None for anything else.

    So "1,000" is no number: it would be a thousand for some and one for others.
    """
    if not A_NUMBER.fullmatch(typed.strip()):
        return None
    points = round(Decimal(typed.replace(",", ".").strip()), 2)
    return points if points <= MOST_POINTS else None


def _dialect(text: str) -> type[csv.Dialect]:
    """Commas, semicolons or tabs, by what stands behind the first heading."""
    first = text.partition("\n")[0].lstrip("\t")  # one may stand before a heading that looks like a formula

    class Found(csv.excel):
        delimiter = min(",;\t", key=lambda one: first.find(one) if one in first else len(first))

    return Found
