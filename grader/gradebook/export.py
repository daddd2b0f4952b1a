"""The gradebook as CSV and XLSX that a spreadsheet opens without running anything, and what comes back from one."""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from xlsxwriter import Workbook

from grader.gradebook.queries import Gradebook
from grader.sets.models import Treatment

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
NAME, EMAIL, TOTAL = "name", "e-mail", "total"


class _Echo:
    def write(self, line: str) -> str:
        return line


def csv_lines(book: Gradebook) -> Iterator[str]:
    """A line each: headings, then students; empty where nothing was answered."""
    write = csv.writer(_Echo()).writerow
    yield write([safe(cell) for cell in (NAME, EMAIL, *headings(book), f"{TOTAL} ({book.most})")])
    for row in book.rows:
        points = ["" if cell.points is None else str(cell.points) for cell in row.cells]
        yield write([safe(row.user.username), safe(row.user.email), *points, str(row.total)])


def headings(book: Gradebook) -> list[str]:
    """One for each question: its place, title and points, and whether it was dropped or gifted."""
    return [heading(place, one.title, one.points, one.treatment) for place, one in enumerate(book.items, 1)]


def heading(place: int, title: str, points: int, treatment: str) -> str:
    """The heading of the question at this place."""
    treated = "" if treatment == Treatment.COUNTS else f", {treatment}"
    return f"{place}. {title} ({points}{treated})"


def safe(cell: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe goes before what would start one."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def write_xlsx(book: Gradebook, out: BinaryIO) -> None:
    """One sheet, row by row, so that a large course needs no large memory; texts are texts, never formulas."""
    with Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        bold, sheet = workbook.add_format({"bold": True}), workbook.add_worksheet("points")
        sheet.freeze_panes(1, 1)
        for column, heading in enumerate((NAME, EMAIL, *headings(book), f"{TOTAL} ({book.most})")):
            sheet.write_string(0, column, heading, bold)
        for line, row in enumerate(book.rows, 1):
            sheet.write_string(line, 0, row.user.username)
            sheet.write_string(line, 1, row.user.email)
            for column, cell in enumerate(row.cells, 2):
                if cell.points is not None:
                    sheet.write_number(line, column, float(cell.points))
            sheet.write_number(line, len(row.cells) + 2, float(row.total))
