"""Known examples as ready questions. (Placeholder until the fact list lands.)"""

from dataclasses import dataclass
from typing import Any

from exercises.text import T, Text


@dataclass(frozen=True)
class Fact:
    ids: tuple[str, ...]
    slug: str
    parameters: dict[str, Any]
    note: Text
    level: int = 2


FACTS = (
    Fact(("S42",), "output-size", {"n": 6, "kernel": 3, "stride": 2, "padding": 0, "boxes": True}, T("Six cells")),
)
