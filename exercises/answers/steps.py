"""Answers of several parts that count by themselves, and labelled boxes as the first of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import eq
from typing import Protocol, runtime_checkable

from exercises.answers.formats import Choice, Format, Marks, Several
from exercises.answers.reading import Unreadable, Value, tidy, too_long, words_of
from exercises.frozen import once
from exercises.text import T, Text, count


@runtime_checkable
class Parted(Format, Protocol):
    """A format whose parts are worked out one after another, so that an answer is worth the share of those right."""

    def parts(self, given: Value, wanted: Value) -> Marks:
        """One mark for each part that counts by itself; all are true exactly when the answer is accepted."""

    def counted(self, right: int, of: int) -> Text:
        """How many parts are right, as a sentence."""


@dataclass(frozen=True)
class Part:
    """One labelled box of `Steps`."""

    key: str
    label: Text
    format: Format


@dataclass(frozen=True)
class Steps:
    """Several labelled boxes, typed with semicolons between them; its value is a tuple, one entry a box.

    Where a box is worked out from those before it, `follow(i, given)` is box `i` as it follows from the student's own,
    or None when nothing follows from such numbers. That is right, and so is what should stand there: a slip is charged
    in its own box only.
    """

    boxes: tuple[Part, ...]
    follow: Callable[[int, Value], Value | None] | None = None

    def hint(self) -> Text:
        return T("Fill in every box.")

    def read(self, text: str) -> Value | Unreadable:
        if problem := too_long(text):
            return problem
        words = text.split(";") if ";" in text or len(self.boxes) == 1 else words_of(tidy(text))
        if len(words) != len(self.boxes):
            return Unreadable(
                T(
                    "Boxes to fill: %(wanted)s. Answers written: %(given)s.",
                    wanted=len(self.boxes),
                    given=len(words),
                )
            )
        return read_each(self.boxes, words)

    def show(self, value: Value) -> str:
        return "; ".join(box.format.show(one) for box, one in zip(self.boxes, value, strict=True))

    @once
    def accepts(self) -> Callable[[Value, Value], bool]:
        """Whether every box is right: `eq` where it is so for each of them, since every draw asks it often."""
        return eq if all(box.format.accepts is eq for box in self.boxes) else partial(_accept_each, self.boxes)

    def marks(self, given: Value, wanted: Value) -> Marks:
        return tuple(
            box.format.accepts(one, right) or self._follows(i, given)
            for i, (box, one, right) in enumerate(zip(self.boxes, given, wanted, strict=True))
        )

    def _follows(self, i: int, given: Value) -> bool:
        found = self.follow(i, given) if self.follow else None
        return found is not None and self.boxes[i].format.accepts(given[i], found)

    def parts(self, given: Value, wanted: Value) -> Marks:
        """The boxes; all of them together where one is a choice or a list, right now and then by guessing or “none”."""
        if any(isinstance(box.format, Choice | Several) for box in self.boxes):
            return (self.accepts(given, wanted),)
        return self.marks(given, wanted)

    def counted(self, right: int, of: int) -> Text:
        if self.follow:
            return count(
                "One of %(of)s boxes is right, each held against your own boxes before it.",
                "%(n)s of %(of)s boxes are right, each held against your own boxes before it.",
                right,
                of=of,
            )
        return count("One of %(of)s boxes is right.", "%(n)s of %(of)s boxes are right.", right, of=of)


def _accept_each(boxes: tuple[Part, ...], given: Value, wanted: Value) -> bool:
    for box, one, other in zip(boxes, given, wanted, strict=True):  # noqa: SIM110 - half the time
        if not box.format.accepts(one, other):
            return False
    return True


def read_each(boxes: tuple[Part, ...], words: list[str]) -> Value | Unreadable:
    """What was typed for each box, or what is wrong with the first that cannot be read."""
    values = []
    for place, (box, word) in enumerate(zip(boxes, words, strict=True)):
        value = box.format.read(word)
        if isinstance(value, Unreadable):
            return Unreadable(T("%(label)s: %(message)s", label=box.label, message=value.message), place)
        values.append(value)
    return tuple(values)
