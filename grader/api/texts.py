"""What texts may be: how long in an address, and the one character that stands in none, as PostgreSQL stores no NUL."""

from typing import Annotated, Any

from ninja import Path

NUL = "\0"

# An address has 8,190 characters at most; what is longer never reaches us.
Slug = Annotated[str, Path(max_length=60)]
Id = Annotated[str, Path(max_length=2_000)]


def place_of_nul(value: Any, pointer: str = "#") -> str | None:
    """Where in a JSON value a NUL stands, as a JSON pointer; None when there is none."""
    if isinstance(value, str):
        return pointer if NUL in value else None
    if isinstance(value, dict):
        if any(NUL in key for key in value):
            return pointer
        parts = ((key.replace("~", "~0").replace("/", "~1"), one) for key, one in value.items())
    elif isinstance(value, list):
        parts = ((str(place), one) for place, one in enumerate(value))
    else:
        return None
    return next((found for name, one in parts if (found := place_of_nul(one, f"{pointer}/{name}"))), None)
