"""A pasted list of e-mail addresses: one a line, or a table with a column of them."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

MOST_ADDRESSES = 1_000


@dataclass(frozen=True)
class Pasted:
    """Addresses in the order pasted, each once; `strange` are lines in which none was found."""

    emails: list[str]
    strange: list[str]


def read_emails(text: str) -> Pasted:
    """The address in each line of a list, CSV or address book line such as `Ada <ada@example.org>`."""
    emails: dict[str, None] = {}
    strange = []
    for line in filter(None, map(str.strip, text.splitlines())):
        found = [cell for cell in re.split(r"[\s,;<>\"']+", line) if _is_email(cell)]
        if found:
            emails[found[0].lower()] = None
        elif not re.search(r"e-?mail", line, re.IGNORECASE):  # a table's heading is no mistake
            strange.append(line[:80])
    return Pasted(list(emails)[:MOST_ADDRESSES], strange)


def _is_email(cell: str) -> bool:
    try:
        validate_email(cell)
    except ValidationError:
        return False
    return True
