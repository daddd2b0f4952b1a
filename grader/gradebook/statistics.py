"""How a set went: the spread of its totals, what each question showed, and whether drawn numbers were fair."""

import statistics as stats
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt
from typing import Any

from django.db.models import Case, F, IntegerField, Min, Q, Value, When

from grader.attempts.models import Attempt
from grader.gradebook.queries import Gradebook, gradebook
from grader.gradebook.tallies import counted_in
from grader.sets.models import Item, ProblemSet

BARS = 10
FEWEST = 5
"""Fewer students than this say nothing about a question."""
First = tuple[int, bool, timedelta]


@dataclass(frozen=True)
class Bar:
    """How many students have a total from `low` to below `high` percent; the last bar holds 100 % too."""

    low: int
    high: int
    number: int


@dataclass(frozen=True)
class Line:
    """One question: who has answered it or got points by hand, how often it was answered, how well.

    `first` and `end` are the percent of students who were right at once and of the points that were earned in the end,
    by answers or by hand: also where the question was dropped or gifted since.
    `discrimination` is the correlation of its points with those of the rest; `minutes` the median until the first
    answer. None where there is too little to say.
    """

    item: Item
    students: int
    answers: float
    first: int
    end: int
    discrimination: float | None
    minutes: float | None


@dataclass(frozen=True)
class Fairness:
    """Of a question with each student's own numbers: right at once with the smaller and with the larger numbers.

    `place` is its number in the set. `differs` says that the two are farther apart than two standard errors.
    """

    item: Item
    place: int
    variants: int
    smaller: int
    larger: int
    differs: bool


@dataclass(frozen=True)
class Statistics:
    """All of it; `mean` and `median` of the totals are in percent.

    They are None where nobody has answered or got points by hand, and where no points can be had.
    """

    students: int
    mean: float | None
    median: float | None
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    fairness: tuple[Fairness, ...]


def statistics(problem_set: ProblemSet) -> Statistics:
    """How the set went, in a fixed number of queries."""
    book = gradebook(problem_set)
    taking_part = [row for row in book.rows if any(cell.earned is not None for cell in row.cells)]
    totals = [float(100 * row.total / book.most) for row in taking_part] if book.most else []
    firsts = _first_answers(problem_set, {row.user.pk for row in book.rows})
    lines = tuple(_lines(book, firsts))
    mean, median = (stats.fmean(totals), stats.median(totals)) if totals else (None, None)
    return Statistics(len(taking_part), mean, median, _bars(totals), lines, tuple(_fairness(problem_set, firsts)))


def _bars(totals: Sequence[float]) -> tuple[Bar, ...]:
    numbers = [0] * BARS
    for total in totals:
        numbers[min(int(total * BARS / 100), BARS - 1)] += 1
    width = 100 // BARS
    return tuple(Bar(place * width, (place + 1) * width, number) for place, number in enumerate(numbers))


def _first_answers(problem_set: ProblemSet, users: Container[int]) -> dict[int, list[First]]:
    """By item: which of these users, whether right at once, and after how long; one query."""
    at_once = When(right=F("first"), then=Value(1))
    cells = counted_in(problem_set).filter(attempt__round=1).values_list("attempt__learner__user", "attempt__item")
    cells = cells.annotate(first=Min("received_at"), right=Min("received_at", filter=Q(verdict__score=1)))
    cells = cells.annotate(at_once=Case(at_once, default=Value(0), output_field=IntegerField()))
    found: dict[int, list[First]] = defaultdict(list)
    for user, item, at_once, took in cells.values_list(
        "attempt__learner__user", "attempt__item", "at_once", F("first") - Min("attempt__opened_at")
    ):
        if user in users:
            found[item].append((user, bool(at_once), took))
    return found


def _lines(book: Gradebook, firsts: dict[int, list[First]]) -> Iterator[Line]:
    for place, item in enumerate(book.items):
        pairs = [(row.total, row.cells[place]) for row in book.rows if row.cells[place].earned is not None]
        first = firsts.get(item.pk, [])
        answers = [cell.answers for _total, cell in pairs if cell.answers]
        points = [float(cell.earned or 0) for _total, cell in pairs]
        rest = [float(total - (cell.points or 0)) for total, cell in pairs]
        took = [time.total_seconds() / 60 for _user, _right, time in first]
        yield Line(
            item,
            len(pairs),
            stats.fmean(answers) if answers else 0,
            _percent([right for _user, right, _time in first]),
            round(100 * sum(points) / (item.points * len(points))) if points and item.points else 0,
            _correlation(points, rest),
            stats.median(took) if took else None,
        )


def _correlation(points: list[float], rest: list[float]) -> float | None:
    """Pearson's; none where everybody has the same."""
    if len(points) < FEWEST or len(set(points)) < 2 or len(set(rest)) < 2:
        return None
    return stats.correlation(points, rest)


def _fairness(problem_set: ProblemSet, firsts: dict[int, list[First]]) -> Iterator[Fairness]:
    drawn = Attempt.objects.filter(item__problem_set=problem_set, item__drawn=True, round=1)
    numbers: dict[int, dict[int, Any]] = defaultdict(dict)
    for key, user, parameters in drawn.values_list("item_id", "learner__user", "parameters"):
        numbers[key][user] = parameters
    for place, item in enumerate(problem_set.items.all(), 1):
        right = {user: at_once for user, at_once, _time in firsts.get(item.pk, []) if user in numbers[item.pk]}
        if len(right) >= 2 * FEWEST:
            yield _compared(item, place, [(_size(numbers[item.pk][user]), at_once) for user, at_once in right.items()])


def _compared(item: Item, place: int, variants: list[tuple[int, bool]]) -> Fairness:
    ordered = [right for _size, right in sorted(variants, key=lambda one: one[0])]
    halves = ordered[: len(ordered) // 2], ordered[len(ordered) // 2 :]
    small, large = (stats.fmean(half) for half in halves)
    error = sqrt(sum(part * (1 - part) / len(half) for part, half in zip((small, large), halves, strict=True)))
    differs = abs(small - large) > max(2 * error, 0.1)
    sizes = len({size for size, _right in variants})
    return Fairness(item, place, sizes, _percent(halves[0]), _percent(halves[1]), differs)


def _size(value: Any) -> int:
    """How large the numbers of a question are, all together."""
    if isinstance(value, dict):
        return sum(map(_size, value.values()))
    if isinstance(value, list):
        return sum(map(_size, value))
    return abs(value) if isinstance(value, int) else 0


def _percent(rights: Sequence[bool]) -> int:
    return round(100 * sum(rights) / len(rights)) if rights else 0
