"""A question as an instructor tries it out: draws of it, and the slips they show."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import Any

from exercises.diagnosis import slip_of
from exercises.kinds import catalogue
from exercises.question import Question
from exercises.slips import family
from exercises.text import plain
from grader.sets.models import Item, ProblemSet

DRAWS = 20
FEW = 5


def sampled(item: Item) -> dict[str, Any]:
    """Draws with their answers, and in how many of them each slip would be named; a fixed item has one draw."""
    drawn = _draws(item, DRAWS)
    return {
        "draws": [(question.prompt(), plain(question.answer.show(question.solve()))) for question in drawn],
        "slips": named_in(drawn),
        "all": len(drawn),
    }


@dataclass(frozen=True)
class Line:
    """What one question of a set tells apart: slips with the number of draws, of `all`, in which each is named."""

    item: Item
    slips: list[tuple[str, int]]
    all: int
    is_code: bool


def diagnosis_of(problem_set: ProblemSet) -> list[Line]:
    """A line for each question of a set, from a few draws where students get their own numbers."""
    return [_line(item) for item in problem_set.items.all()]


def _line(item: Item) -> Line:
    if item.kind not in catalogue():
        return Line(item, [], 0, is_code=True)
    drawn = _draws(item, FEW)
    return Line(item, named_in(drawn), len(drawn), is_code=False)


def _draws(item: Item, number: int) -> list[Question]:
    kind = catalogue()[item.kind]
    if not item.drawn:
        return [kind.restore(item.parameters)]
    return [kind.generate(Random(seed), item.level, item.wanted) for seed in range(1, number + 1)]


def named_in(drawn: Iterable[Question]) -> list[tuple[str, int]]:
    """The slips that verdicts on these questions would name, with in how many of them; the most frequent first."""
    return Counter(slip for question in drawn for slip in _named(question)).most_common()


def _named(question: Question) -> set[str]:
    """The slips, or their families, that a student who made them would read about."""
    told = {slip_of(question, mistake.answer): mistake.slip for mistake in question.mistakes()}
    return {slip for slip, made in told.items() if slip and slip in (made, family(made))}
