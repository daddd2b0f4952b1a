"""A pasted list of e-mail addresses: parted by lines, commas or semicolons, with names, or as a table."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

MOST_ADDRESSES = 1_000
PARTED = re.compile(r"[\s,;<>()\[\]\"“”„]+")
AROUND = "'’‘.:"


@dataclass(frozen=True)
class Pasted:
    """Addresses in the order pasted, each once, and how many more there were than are taken at once.

    `strange` are lines in which none was found, and what looks like an address and is none.
    """

    emails: list[str]
    strange: list[str]
    left_out: int = 0


def read_emails(text: str) -> Pasted:
    """All addresses in a list, a CSV table, or lines of an address book such as `Ada <ada@example.org>, bob@…`."""
    emails: dict[str, None] = {}
    strange = []
    for line in filter(None, map(str.strip, text.splitlines())):
        cells = [cell.strip(AROUND).removeprefix("mailto:") for cell in PARTED.split(line) if "@" in cell]
        emails |= {cell.lower(): None for cell in cells if _is_email(cell)}
        strange += [cell[:80] for cell in cells if not _is_email(cell)]
        if not cells and not re.search(r"e-?mail", line, re.IGNORECASE):  # a table's heading is no mistake
            strange.append(line[:80])
    found = list(emails)
    return Pasted(found[:MOST_ADDRESSES], strange, max(len(found) - MOST_ADDRESSES, 0))


def _is_email(cell: str) -> bool:
    try:
        validate_email(cell)
    except ValidationError:
        return False
    return True
