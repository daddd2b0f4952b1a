"""A problem set on paper: worksheets with their own numbers, and a key with worked steps.

Sheet number 7 of a set has the same numbers whenever it is printed, so its key fits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from exercises.kinds import catalogue
from exercises.problem import Problem
from exercises.problems import problems
from exercises.question import Explanation, Question
from exercises.text import plain
from grader import pipeline
from grader.pages.drawing import DrawnPanel, drawn
from grader.pages.fields import Field, field
from grader.sets.models import Item, ProblemSet, most_of

MOST_COPIES = 200
STYLES = ("pages/drawing.css", "pages/paper.css")


@dataclass(frozen=True)
class Asked:
    """One question on a sheet; a function to write has a `problem` in its place."""

    item: Item
    question: Question | None
    problem: Problem | None

    @property
    def panels(self) -> tuple[DrawnPanel, ...]:
        """Its picture."""
        return drawn(self.picture)

    @property
    def picture(self) -> Any:
        """The picture's data: the cells, the legend and the description."""
        return self.question.picture() if self.question else None

    @property
    def field(self) -> Field | None:
        """Where the answer goes."""
        return field(self.question.answer) if self.question else None

    @property
    def solution(self) -> str:
        """The answer for the key."""
        return plain(self.question.answer.show(self.question.solve())) if self.question else ""

    @property
    def explanation(self) -> Explanation | None:
        """The worked steps for the key."""
        return self.question.explain() if self.question else None


@dataclass(frozen=True)
class Sheet:
    """One worksheet: for somebody by name, or with a line for the name."""

    number: int
    name: str
    asked: tuple[Asked, ...]


def sheets(problem_set: ProblemSet, copies: int, names: Sequence[str] = (), first: int = 1) -> Iterator[Sheet]:
    """So many sheets, or one for each name, numbered from `first`.

    Questions with the same numbers for all are the same on each.
    """
    items = list(problem_set.items.all())
    for number in range(first, first + (len(names) or copies)):
        name = names[number - first] if names else ""
        yield Sheet(number, name, tuple(_asked(item, number) for item in items))


def _asked(item: Item, number: int) -> Asked:
    if item.kind in problems():
        return Asked(item, None, problems()[item.kind])
    kind = catalogue()[item.kind]
    if not item.drawn:
        return Asked(item, kind.restore(item.parameters), None)
    dice = pipeline.secret_dice(b"item %d on sheet %d" % (item.pk, number))
    return Asked(item, kind.generate(dice, item.level, item.wanted), None)


def written(problem_set: ProblemSet, chosen: Sequence[Sheet], *, key: bool) -> str:
    """Sheets, or their key, as one page that stands alone: it needs no network and no other file."""
    context = {"set": problem_set, "sheets": chosen, "key": key, "style": _style(), "points": points_of(problem_set)}
    return render_to_string("paper/alone.html", context)


def points_of(problem_set: ProblemSet) -> int:
    """All points of a set."""
    return most_of(problem_set.items.all())


@cache
def _style() -> str:
    found = [finders.find(name) for name in STYLES]
    return "\n".join(Path(path).read_text() for path in found if isinstance(path, str))
