"""From typed text to exact numbers, forgivingly: full-width digits, curly minus signs, decimal commas."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exercises.text import T, Text

Value = Any  # int | Fraction | str | tuple of these, as each format documents
MOST_CHARACTERS = 10_000
MOST_DIGITS = 40
LONGEST_NUMBER = 2 * MOST_DIGITS + 2  # a sign, and a stroke between two numbers


@dataclass(frozen=True)
class Unreadable:
    """Why a text is no answer of this format, and which part of it (0-based), when that is known."""

    message: Text
    part: int | None = None


def read_number(text: str) -> Value | Unreadable:
    """An int or Fraction from `14`, `-3`, `2.75`, `2,75`, `11/4`; anything else is Unreadable.

    What is read can be written and read again: neither side of the fraction has more than MOST_DIGITS digits.
    """
    word = tidy(text).replace(",", ".")
    if not word:
        return Unreadable(T("Nothing is written here yet."))
    if len(word) > LONGEST_NUMBER:
        return _too_many_digits()
    if not _NUMBER.fullmatch(word):
        return Unreadable(T("“%(word)s” is not a number. Write it like 14, -3, 2.75 or 11/4.", word=short(text)))
    over, _, under = word.partition("/")
    if under and Fraction(under) == 0:
        return Unreadable(T("“%(word)s” divides by zero.", word=short(text)))
    value = Fraction(over) / Fraction(under or 1)
    if max(abs(value.numerator), value.denominator) >= 10**MOST_DIGITS:
        return _too_many_digits()
    return int(value) if value.denominator == 1 else value


def _too_many_digits() -> Unreadable:
    return Unreadable(T("A number here has at most %(most)s digits.", most=MOST_DIGITS))


_DECIMAL = r"(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?"
_NUMBER = re.compile(rf"[+-]?{_DECIMAL}(?:\s*/\s*{_DECIMAL})?", re.IGNORECASE | re.ASCII)


def all_numbers(words: Sequence[str]) -> Value | Unreadable:
    values = [read_number(word) for word in words]
    for place, value in enumerate(values):
        if isinstance(value, Unreadable):
            return Unreadable(value.message, place)
    return tuple(values)


def too_long(text: str) -> Unreadable | None:
    if len(text) <= MOST_CHARACTERS:
        return None
    return Unreadable(
        T("That is %(n)s characters long. An answer has at most %(most)s.", n=len(text), most=MOST_CHARACTERS)
    )


def tidy(text: str) -> str:
    """Full-width digits, curly minus signs and odd spaces as plain ones."""
    plain = text if text.isascii() else "".join(map(_plain, text))
    return re.sub("[−–—]", "-", plain).strip()


def _plain(char: str) -> str:
    """The same character without its form; `²`, `₀`, `㉑` and `½` stay: 6² is not 62."""
    plain = unicodedata.normalize("NFKC", char)
    return char if _DIGIT.search(plain) and not char.isdecimal() else plain


_DIGIT = re.compile(r"\d", re.ASCII)


def spaced(text: str, between: str = " ") -> str:
    """`16×23×23` and `16 x 23 x 23` as numbers with spaces, or something else, between them."""
    return _TIMES.sub(between, text)


_TIMES = re.compile(r"(?<=\d)[^\S\t\n]*[xX×*][^\S\t\n]*(?=\d)")


def words_of(text: str) -> list[str]:
    return re.sub(r"[()\[\]{},;]", " ", text).split()


def numbers_in(text: str, names: Sequence[str] = ()) -> list[str]:
    """The words of a text without those around its numbers: `torch.Size([6, 3])`, `6 by 3`, `40 → 36`.

    What the numbers are may be written too, in the order of `names`: `height 6, width 3`.
    """
    named = [rf"{re.escape(name)}\s*[:=]?\s*(\S+?)" for name in names]
    if names and (found := re.fullmatch(r"\s*[,;]?\s*(?:and\s+)?".join(named), text, re.IGNORECASE)):
        return list(found.groups())
    return words_of(_AROUND_NUMBERS.sub(" ", spaced(text)))


_AROUND_NUMBERS = re.compile(r"torch\.Size|(?<=\d)\s+(?:by|and|then)\s+(?=\d)|(?<=\d)\s*(?:->|=>|→|⇒)\s*(?=\d)")


def short(text: str) -> str:
    word = " ".join(text.split())
    return word if len(word) <= 20 else word[:19] + "…"
