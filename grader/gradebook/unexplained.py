"""Wrong answers that no wrong model explains, over the whole site: what the list of slips lacks.

Nothing here says who answered, when, or in which course: only what was asked and what was written.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from exercises.answers import Unreadable
from exercises.diagnosis import slip_of
from exercises.kinds import catalogue
from exercises.question import Question
from exercises.slips import PLACES
from exercises.text import plain
from grader.attempts.models import Submission

MOST_LOOKED_AT = 20_000
UNNAMED = ("", *sorted(PLACES))
"""What stands in a verdict that says no slip, or only where it went wrong."""


@dataclass(frozen=True)
class Answered:
    """One wrong answer to one question, and how often it was given."""

    parameters: dict[str, Any]
    prompt: str
    wanted: str
    given: str
    number: int


@dataclass(frozen=True)
class Gap:
    """A kind and level: its wrong answers, how many of them have no name, and the most frequent of these."""

    kind: str
    level: int
    wrong: int
    unnamed: int
    answers: tuple[Answered, ...]


def gaps(*, since: datetime, most: int) -> list[Gap]:
    """Kinds and levels with unnamed wrong answers, those with the most first; `most` answers of each.

    Answers that today's models explain are counted, but not listed.
    """
    wrong = Submission.objects.filter(verdict__score=0, verdict__outcome="wrong", is_code=False, received_at__gte=since)
    answers = _listed(wrong)
    lines = (
        wrong.order_by()
        .values_list("attempt__kind", "attempt__level")
        .annotate(wrong=Count("pk"), unnamed=Count("pk", filter=Q(verdict__slip__in=UNNAMED)))
    )
    found = [
        Gap(kind, level, total, unnamed, tuple(answers.get((kind, level), [])[:most]))
        for kind, level, total, unnamed in lines
        if unnamed
    ]
    return sorted(found, key=lambda gap: (-gap.unnamed, gap.kind, gap.level))


def _listed(wrong: QuerySet[Submission]) -> dict[tuple[str, int], list[Answered]]:
    """The unnamed answers of each kind and level, the same ones together, the most frequent first."""
    numbers: dict[tuple[str, int, str, str], int] = defaultdict(int)
    silent = wrong.filter(verdict__slip__in=UNNAMED).order_by("-received_at")
    fields = "attempt__kind", "attempt__level", "attempt__parameters", "answer"
    for kind, level, parameters, answer in silent.values_list(*fields)[:MOST_LOOKED_AT]:
        numbers[kind, level, json.dumps(parameters, sort_keys=True), answer] += 1
    found: dict[tuple[str, int], list[Answered]] = defaultdict(list)
    for (kind, level, parameters, answer), number in sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0])):
        found[kind, level] += _still_unexplained(kind, json.loads(parameters), answer, number)
    return found


def _still_unexplained(kind: str, parameters: dict[str, Any], answer: str, number: int) -> Iterator[Answered]:
    if kind not in catalogue():
        return
    question: Question = catalogue()[kind].restore(parameters)
    given = question.answer.read(answer)
    if isinstance(given, Unreadable) or slip_of(question, given) not in UNNAMED:
        return
    yield Answered(parameters, plain(question.prompt()), question.answer.show(question.solve()), answer, number)
