"""Points in time as JSON has them: text with a zone, as RFC 3339 writes it."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BeforeValidator


def _text(value: Any) -> Any:
    """Refuses what pydantic would take for seconds since 1970: a number is no date in the description that we give."""
    if isinstance(value, datetime) or value is None or (isinstance(value, str) and "-" in value[1:]):
        return value
    raise ValueError("write a time with its zone, like 2026-11-26T18:00:00Z")


Time = Annotated[AwareDatetime, BeforeValidator(_text)]
