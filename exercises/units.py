"""Units of memory, and a map that is held in it."""

from dataclasses import dataclass
from fractions import Fraction
from math import prod

from exercises.text import T, Text

UNITS: dict[str, Text] = {
    "B": T("bytes"),
    "kB": T("kB (1000 bytes)"),
    "KiB": T("KiB (1024 bytes)"),
    "MB": T("MB (1000 · 1000 bytes)"),
    "MiB": T("MiB (1024 · 1024 bytes)"),
}
BYTES = {"B": 1, "kB": 1000, "KiB": 1024, "MB": 1000**2, "MiB": 1024**2}
PLACES = 2
"""How many decimals a memory is rounded to."""
OTHER = {"kB": "KiB", "KiB": "kB", "MB": "MiB", "MiB": "MB"}


@dataclass(frozen=True)
class Held:
    """A batch of maps of shape (channels, height, width), made of an input of another shape (or the same)."""

    batch: int
    shape: tuple[int, int, int]
    given: tuple[int, int, int]
    bits: int
    unit: str

    @property
    def each(self) -> int:
        """Numbers in one map."""
        return prod(self.shape)

    @property
    def numbers(self) -> int:
        return self.batch * self.each


def in_unit(size: int | Fraction, unit: str) -> Fraction:
    """So many bytes in a unit, exactly."""
    return Fraction(size.numerator, BYTES[unit] * size.denominator)
