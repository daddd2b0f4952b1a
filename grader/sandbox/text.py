"""Text that came out of the jail, made fit to be shown. It is still not HTML: escape it where it is shown."""

import re
import unicodedata

_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours and cursor movements
    r"|\x1b[\]PX^_].*?(?:\x07|\x1b\\|\Z)"  # titles, links and other strings for the terminal
    r"|\x1b.?",
    re.DOTALL,
)
_KEPT = {"\n", "\t"}
_DIRECTION = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(raw: bytes | str, limit: int) -> str:
    """Return at most `limit` characters without terminal escapes, control characters or direction
    overrides.
    """
    text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw
    text = _ESCAPES.sub("", text.replace("\r\n", "\n"))
    return "".join(character for character in text if _is_shown(character))[:limit]


def _is_shown(character: str) -> bool:
    if character in _KEPT or " " <= character <= "~":
        return True
    return unicodedata.category(character) not in {"Cc", "Cs"} and character not in _DIRECTION
