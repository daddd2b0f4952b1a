"""Points in time as JSON has them: text with a zone, as RFC 3339 writes it."""

import re
from datetime import datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BeforeValidator

# A plus in an address is read as a space where nobody has escaped it.
_LOST_PLUS = re.compile(r"(T\S+) (\d\d:\d\d)$")
_ZONED = re.compile(r"([zZ]|[+-]\d\d:?\d\d)$")


def _text(value: Any) -> Any:
    """Refuses what pydantic would take for seconds since 1970: a number is no date in the description that we give."""
    if isinstance(value, datetime) or value is None:
        return value
    if (
        not isinstance(value, str)
        or not _ZONED.search(mended := _LOST_PLUS.sub(r"\1+\2", value))
        or "-" not in mended[1:]
    ):
        raise ValueError("write a time with its zone, like 2026-11-26T18:00:00Z")
    return mended


Time = Annotated[AwareDatetime, BeforeValidator(_text)]
