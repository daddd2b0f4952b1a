"""A set of settings, each some whole numbers in a fixed order, such as all (kernel, stride, padding) that fit."""

import re
from dataclasses import dataclass
from operator import eq

from exercises.answers.formats import Marks
from exercises.answers.reading import Unreadable, Value, all_numbers, short, tidy, too_long, words_of
from exercises.text import T, Text

MOST_TUPLES = 100


@dataclass(frozen=True)
class Tuples:
    """Its value is a sorted tuple of tuples without repeats, possibly empty; `names` says what each number is.

    Groups stand in brackets, or are parted by semicolons or new lines.
    """

    names: tuple[Text, ...]

    def hint(self) -> Text:
        example = ", ".join("310"[: len(self.names)]) if len(self.names) <= 3 else "…"
        return T(
            "Each as (%(names)s), for example (%(example)s), in any order; or the word none.",
            names=", ".join(map(str, self.names)),
            example=example,
        )

    def read(self, text: str) -> Value | Unreadable:
        if problem := too_long(text):
            return problem
        written = tidy(text)
        if written.lower() in {"none", "no", "nothing", "-", "∅"}:
            return ()
        groups = self._groups(written)
        if isinstance(groups, Unreadable):
            return groups
        if len(groups) > MOST_TUPLES:
            return Unreadable(T("At most %(most)s can be named here.", most=MOST_TUPLES))
        return self._read_groups(groups)

    def _groups(self, written: str) -> list[list[str]] | Unreadable:
        """The words of each group: bracketed ones, or those between semicolons and line ends."""
        if re.search(r"[(\[{]", written):
            beside = re.sub(r"[(\[{][^()\[\]{}]*[)\]}]", " ", written)
            if stray := re.sub(r"[\s,;()\[\]{}]+", " ", beside).strip():
                return Unreadable(T("“%(stray)s” stands outside the brackets.", stray=short(stray)))
            parts = re.findall(r"[(\[{]([^()\[\]{}]*)[)\]}]", written)
        else:
            parts = re.split(r"[;\n]", written)
        groups = [words for part in parts if (words := words_of(part))]
        return groups or Unreadable(T("Nothing is written here yet. If there are none, write none."))

    def _read_groups(self, groups: list[list[str]]) -> Value | Unreadable:
        found = set()
        for place, words in enumerate(groups):
            if len(words) != len(self.names):
                return Unreadable(
                    T(
                        "“%(written)s” should be %(wanted)s numbers. Part one setting from the next with brackets or "
                        "semicolons.",
                        written=short(" ".join(words)),
                        wanted=len(self.names),
                    ),
                    place,
                )
            numbers = all_numbers(words)
            if isinstance(numbers, Unreadable):
                return Unreadable(numbers.message, place)
            found.add(numbers)
        return tuple(sorted(found))

    def show(self, value: Value) -> str:
        return ", ".join(f"({', '.join(map(str, one))})" for one in value) or "none"

    accepts = staticmethod(eq)

    def marks(self, given: Value, wanted: Value) -> Marks:
        return tuple(one in wanted for one in given)
