"""Where the road begins: the question that this learner is asked, drawn once and stored."""

import uuid
from datetime import datetime
from random import Random
from typing import Any

from exercises.kinds import catalogue
from exercises.problems import problems
from grader.attempts import queries, services
from grader.attempts.models import Attempt
from grader.people.models import Learner
from grader.pipeline.dice import secret_dice
from grader.pipeline.receiving import refusal
from grader.sets.models import Item


def open_practice(*, learner: Learner, kind: str, level: int, seed: int, now: datetime) -> Attempt:
    """Draw the question of a permalink for this learner, or find the one drawn before."""
    question = catalogue()[kind].generate(Random(seed), level)
    return services.open_practice(learner=learner, kind=kind, level=level, seed=seed, question=question, now=now)


def open_same(*, learner: Learner, attempt: Attempt, now: datetime) -> Attempt:
    """The learner's own attempt at the question of somebody's practice."""
    return services.open_practice(
        learner=learner,
        kind=attempt.kind,
        level=attempt.level,
        seed=attempt.seed or 0,
        question=attempt.question,
        now=now,
    )


def open_item(*, learner: Learner, item: Item, now: datetime) -> Attempt:
    """The learner's latest attempt at an item of a problem set, made at the first look."""
    if item.problem_set.minutes:
        services.begin(learner=learner, problem_set=item.problem_set, now=now)
    return queries.latest_round(learner, item) or _open_round(learner, item, 1, now)


def open_again(*, attempt: Attempt, now: datetime) -> Attempt:
    """New numbers for the same item, where the set gives them: once this attempt has its answer, and while any is left.

    Otherwise the attempt as it is. Two tabs that ask at once get the same numbers.
    """
    item = attempt.item
    allowed = item is not None and item.drawn and attempt.rules.fresh and not refusal(attempt, now)
    if item is None or not allowed or not attempt.submissions.exists():
        return attempt
    return _open_round(attempt.learner, item, attempt.round + 1, now)


def _open_round(learner: Learner, item: Item, round: int, now: datetime) -> Attempt:
    """Draw a student's own numbers where the item has none; the seed is nobody's to guess."""
    set_piece = problems()[item.kind] if item.kind in problems() else catalogue()[item.kind]
    parameters = item.parameters
    if item.drawn:
        dice = secret_dice(b"item %d of learner %d, round %d" % (item.pk, learner.pk, round))
        parameters = catalogue()[item.kind].generate(dice, item.level, item.wanted).parameters()
    return services.open_item(
        learner=learner, item=item, round=round, parameters=parameters, version=set_piece.version, now=now
    )


def open_code(*, learner: Learner, function: str, now: datetime) -> Attempt:
    """The learner's attempt at a code problem."""
    return services.open_code(learner=learner, problem=problems()[function], now=now)


def open_variant(
    *, pk: uuid.UUID, kind: str, level: int, parameters: dict[str, Any], version: int, now: datetime
) -> Attempt:
    """The attempt at a question that a machine has drawn; the same one however often it is asked for."""
    return services.open_variant(pk=pk, kind=kind, level=level, parameters=parameters, version=version, now=now)
