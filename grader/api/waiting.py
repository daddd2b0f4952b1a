"""`Prefer: wait=N` (RFC 7240): a client that would rather wait for the verdict than ask for it."""

import re

from django.http import HttpRequest

LONGEST_WAIT = 10
_WAIT = re.compile(r'(?:^|[,;\s])wait\s*=\s*"?(\d{1,4})\b', re.IGNORECASE)  # names in any case, quotes

MAY_WAIT = {
    "parameters": [
        {
            "in": "header",
            "name": "Prefer",
            "required": False,
            "schema": {"type": "string"},
            "description": f"`wait=5` holds the response until the verdict, {LONGEST_WAIT} seconds at most.",
        }
    ]
}
"""What the description of the API says of it, wherever an answer is handed in."""


def seconds_to_wait(request: HttpRequest) -> int:
    """For how long a client will wait; 0 where it does not say."""
    found = _WAIT.search(request.META.get("HTTP_PREFER", ""))
    return min(int(found[1]), LONGEST_WAIT) if found else 0
