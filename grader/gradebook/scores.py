"""From answers to points: which answers count, what lateness costs. Whole numbers throughout, no database."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from grader.judging import WHOLE
from grader.sets.models import Policy
from grader.sets.rules import Rules


class Answer(NamedTuple):
    """A judged answer: its worth in parts of `WHOLE`, when it was first received, and when it was given last."""

    worth: int
    received_at: datetime
    given_at: datetime


class Score(NamedTuple):
    """What an item earned: `earned` of `of`, both in percent times `WHOLE`; `late`: lateness cost something of it."""

    earned: int
    of: int
    late: bool
    answers: int


def score_of(answers: Sequence[Answer], rules: Rules, policy: str) -> Score | None:
    """The score by this policy; None without answers. The best is the one that earns most, lateness included."""
    if not answers:
        return None
    earned = [answer.worth * rules.percent(answer.received_at) for answer in answers]
    if policy == Policy.AVERAGE:
        return average(sum(earned), sum(answer.worth for answer in answers), len(answers))
    if policy == Policy.LAST:
        last = max(range(len(answers)), key=lambda place: answers[place].given_at)
        return single(earned[last], answers[last].worth, len(answers))
    return single(max(earned), max(answer.worth for answer in answers), len(answers))


def single(earned: int, worth: int, answers: int) -> Score:
    """The score where one answer counts, which earned so much of what it is worth."""
    return Score(earned, 100 * WHOLE, earned < 100 * worth, answers)


def average(earned: int, worth: int, answers: int) -> Score:
    """The score where all answers count, which together earned so much of what they are worth."""
    return Score(earned, 100 * WHOLE * answers, earned < 100 * worth, answers)


@lru_cache(maxsize=4096)
def points_of(earned: int, of: int, points: int) -> Decimal:
    """Points to the hundredth, a half upwards: 2 of 3 parts of one point are 0.67."""
    return Decimal((2 * 100 * points * earned + of) // (2 * of)) / 100


def said(points: Decimal) -> str:
    """Points as they are printed: 2 or 1.6."""
    return f"{points.normalize():f}"
