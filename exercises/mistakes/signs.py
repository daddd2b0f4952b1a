"""A map whose negative numbers are written without their signs (domain notes, section 3, M51: abs)."""

from collections.abc import Iterator

from exercises.engine.windows import Array
from exercises.text import T, Text, minus


def minus_dropped(right: Array) -> Iterator[tuple[str, Array, Text]]:
    """(slip, map, sentence); nothing where no number is below 0."""
    negative = right[right < 0]
    if negative.size:
        said = T(
            "You left the minus signs out, such as that of %(right)s. A number below 0 stays below 0.",
            right=minus(negative[0]),
        )
        yield "minus-dropped", abs(right), said
