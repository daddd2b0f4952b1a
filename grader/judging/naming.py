"""Naming a wrong submission: only when it behaves on every test exactly like our own wrong implementations."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from exercises.comparing import difference
from exercises.families import FAMILIES
from exercises.problem import Problem, WrongModel, rehearse
from exercises.slips import family
from exercises.text import T, Text
from grader.judging.trying import Tried


def name(problem: Problem, tried: Sequence[Tried]) -> tuple[str, Text] | None:
    """The slug of the slip, or of its family when several slips of one family fit, with the sentence."""
    if not all(one.answered for one in tried):
        return None
    if not any(one.difference for one in tried):
        return "input-changed", T(
            "The values are right, but your function writes into its input. Work on a copy of it."
        )
    fitting = [model for model in problem.wrong_models if _fits(problem, model, tried)]
    families = {family(model.slip) for model in fitting}
    if len(families) != 1:
        return None
    if len({model.slip for model in fitting}) == 1:
        return fitting[0].slip, fitting[0].sentence
    return families.copy().pop(), FAMILIES[families.pop()]


def _fits(problem: Problem, model: WrongModel, tried: Sequence[Tried]) -> bool:
    return all(_agrees(problem, model, one) for one in tried)


def _agrees(problem: Problem, model: WrongModel, tried: Tried) -> bool:
    ran = rehearse(model.run, tried.case.arguments)
    if ran.error or ran.changed != tried.answer.changed_input:
        return False
    return difference(tried.answer.value, _plain(ran.value), problem.rules) is None


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value
