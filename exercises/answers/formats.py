"""The formats of one or a few numbers, a choice and a set."""

import re
from dataclasses import dataclass
from fractions import Fraction
from operator import eq
from typing import Protocol

from exercises.answers.reading import (
    MOST_CHARACTERS,
    Unreadable,
    Value,
    all_numbers,
    numbers_in,
    read_number,
    short,
    tidy,
    too_long,
    words_of,
)
from exercises.text import T, Text

Marks = tuple[bool, ...]
_BETWEEN = re.compile(r"[,_'’\s]")
_IN_THREES = re.compile(r"[-+]?[1-9]\d{0,2}(?:[,_'’ ]\d{3})+", re.ASCII)
_COMMA_IN_THREES = re.compile(r"[-+]?[1-9]\d{0,2},\d{3}", re.ASCII)
_ENGLISH = re.compile(r"[-+]?[1-9]\d{0,2}(?:(?:,\d{3})+\.\d*|(?:,\d{3}){2,})", re.ASCII)
_CONTINENTAL = re.compile(r"[-+]?[1-9]\d{0,2}(?:(?:\.\d{3})+,\d*|(?:\.\d{3}){2,})", re.ASCII)
LONGEST_RANGE = 300


class Format(Protocol):
    """What every answer format can do."""

    def hint(self) -> Text:
        """How to write an answer, in one short sentence."""

    def read(self, text: str) -> Value | Unreadable: ...

    def show(self, value: Value) -> str: ...

    def accepts(self, given: Value, wanted: Value) -> bool:
        """Whether `given` is right. Where equality alone decides, this is `eq` itself: every draw asks it often."""

    def marks(self, given: Value, wanted: Value) -> Marks:
        """One mark for each part of `given`, in reading order; empty when the parts cannot be paired."""


@dataclass(frozen=True)
class Number:
    """One exact number; its value is an int or a Fraction.

    In `1,024.5` and `1.024,5` the mark that comes first parts thousands. `1,024` could be either number: the student
    is asked which, and it costs nothing.
    """

    def hint(self) -> Text:
        return T("One exact number: 2.75, 11/4 and 2,75 are the same.")

    def read(self, text: str) -> Value | Unreadable:
        if problem := too_long(text):
            return problem
        word = tidy(text)
        if _COMMA_IN_THREES.fullmatch(word):
            values = {"word": short(word), "whole": word.replace(",", ""), "decimal": word.replace(",", ".", 1)}
            return Unreadable(T("“%(word)s” could be %(whole)s or %(decimal)s. Write it without the comma.", **values))
        return read_number(_without_thousands(word))

    def show(self, value: Value) -> str:
        return str(value)

    accepts = staticmethod(eq)

    def marks(self, given: Value, wanted: Value) -> Marks:
        return (self.accepts(given, wanted),)


def in_threes(text: str) -> bool:
    """Whether this is one whole number, with something between its digits."""
    return bool(_IN_THREES.fullmatch(tidy(text)))


def _without_thousands(word: str) -> str:
    """`1,024.5` and `1.024,5` as 1024.5."""
    if _ENGLISH.fullmatch(word):
        return word.replace(",", "")
    return word.replace(".", "") if _CONTINENTAL.fullmatch(word) else word


@dataclass(frozen=True)
class Integer(Number):
    """One whole number. A fraction is readable too: keeping it is a slip, not a typing error.

    Digits in threes, as in `24,300` or `24 300`, are one whole number: a decimal comma is hardly ever meant here.
    """

    def hint(self) -> Text:
        return T("One whole number.")

    def read(self, text: str) -> Value | Unreadable:
        return super().read(_BETWEEN.sub("", text) if in_threes(text) else text)


@dataclass(frozen=True)
class Shape:
    """Whole numbers in order, such as (height, width) or the sizes down a chain; its value is a tuple.

    `names` says what each number is; without names any count is readable.
    """

    names: tuple[Text, ...] = ()

    def hint(self) -> Text:
        if not self.names:
            return T("Whole numbers in order, separated by commas.")
        return T(
            "%(n)s whole numbers in this order: %(names)s.", n=len(self.names), names=", ".join(map(str, self.names))
        )

    def read(self, text: str) -> Value | Unreadable:
        if problem := too_long(text):
            return problem
        words = numbers_in(tidy(text), [str(name) for name in self.names])
        if not words:
            return Unreadable(T("Nothing is written here yet."))
        values = all_numbers(words)
        if self.names and len(words) != len(self.names) and not isinstance(values, Unreadable):
            return Unreadable(
                T(
                    "Numbers needed: %(wanted)s. Numbers written: %(given)s.",
                    wanted=len(self.names),
                    given=len(words),
                )
            )
        return values

    def show(self, value: Value) -> str:
        return ", ".join(map(str, value))

    accepts = staticmethod(eq)

    def marks(self, given: Value, wanted: Value) -> Marks:
        pairs = zip(given, (*wanted, *[None] * len(given)), strict=False)
        return tuple(one == other for one, other in pairs)


@dataclass(frozen=True)
class Several:
    """A set of whole numbers, possibly empty; its value is a sorted tuple without repeats."""

    def hint(self) -> Text:
        return T("Numbers separated by commas, a range such as 3..5, or the word none.")

    def read(self, text: str) -> Value | Unreadable:
        if problem := too_long(text):
            return problem
        written = tidy(text)
        if written.lower() in {"none", "no", "nothing", "-", "∅"}:
            return ()
        words = words_of(re.sub(r"(\d)\s*(?:\.\.\.?|…|to|-|–)\s*(\d)", r"\1..\2", written))
        if not words:
            return Unreadable(T("Nothing is written here yet. If there are none, write none."))
        return self._read_words(words)

    def _read_words(self, words: list[str]) -> Value | Unreadable:
        found: set[int | Fraction] = set()
        for place, word in enumerate(words):
            first, _, last = word.partition("..")
            low, high = read_number(first), read_number(last or first)
            if isinstance(low, Unreadable) or isinstance(high, Unreadable):
                return Unreadable(
                    T("“%(word)s” is neither a number nor a range such as 3..5.", word=short(word)), place
                )
            if last and not (isinstance(low, int) and isinstance(high, int) and low < high):
                return Unreadable(
                    T("“%(word)s” is no range: write whole numbers, the smaller first.", word=short(word)), place
                )
            if high - low > LONGEST_RANGE:
                return Unreadable(T("The range %(word)s is too long.", word=short(word)), place)
            found.update([low] if low == high else range(int(low), int(high) + 1))
        return tuple(sorted(found))

    def show(self, value: Value) -> str:
        return ", ".join(map(str, value)) or "none"

    accepts = staticmethod(eq)

    def marks(self, given: Value, wanted: Value) -> Marks:
        return tuple(one in wanted for one in given)


@dataclass(frozen=True)
class Choice:
    """One of some named options; its value is the option's key, typed in capitals or not."""

    options: tuple[tuple[str, Text], ...]

    def hint(self) -> Text:
        return T("Choose one.")

    def read(self, text: str) -> Value | Unreadable:
        word = tidy(text[:MOST_CHARACTERS])
        keys = [key for key, _ in self.options]
        meant = [key for key in keys if key.casefold() == word.casefold()]
        if word in keys or len(meant) == 1:
            return word if word in keys else meant[0]
        if not word:
            return Unreadable(T("Nothing is chosen yet."))
        return Unreadable(T("Choose one of these: %(keys)s.", keys=", ".join(keys)))

    def show(self, value: Value) -> str:
        return str(value)

    accepts = staticmethod(eq)

    def marks(self, given: Value, wanted: Value) -> Marks:
        return (self.accepts(given, wanted),)
