"""Every wrong model fails on the fixed edges alone, every correct style passes, and refused settings stay refused."""

from random import Random

import numpy as np
import pytest

from exercises.comparing import difference
from exercises.families import FAMILIES
from exercises.kinds import catalogue
from exercises.problem import CATEGORIES, Case, Problem, rehearse
from exercises.problems import problems
from exercises.shrinking import smaller
from exercises.slips import SLIPS

SEEDS = range(25)
PROBLEMS = list(problems().values())
MODELS = [(problem, model) for problem in PROBLEMS for model in problem.wrong_models]
STYLES = [(problem, style) for problem in PROBLEMS for style in problem.styles]


def name(value):
    return value.function if isinstance(value, Problem) else getattr(value, "slip", value)


def fails(problem, function, case):
    ran = rehearse(function, case.arguments)
    if ran.error or ran.changed:
        return True
    return difference(ran.value, problem.expected(case.arguments), problem.rules) is not None


def loaded(problem, style):
    module = {}
    exec(problem.styles[style], module)
    return module[problem.function]


@pytest.mark.parametrize(("problem", "model"), MODELS, ids=name)
def test_no_wrong_model_survives_the_fixed_edges(problem, model):
    assert any(fails(problem, model.run, case) for case in problem.edges)
    assert model.slip in SLIPS
    assert SLIPS[model.slip].family in FAMILIES


@pytest.mark.parametrize(("problem", "model"), MODELS, ids=name)
def test_no_wrong_model_survives_any_suite_and_each_is_told_from_other_families(problem, model):
    family = SLIPS[model.slip].family
    others = [other for other in problem.wrong_models if SLIPS[other.slip].family != family]
    suite = problem.suite(Random(7))
    mine = [rehearse(model.run, case.arguments) for case in suite]
    for other in others:
        theirs = [rehearse(other.run, case.arguments) for case in suite]
        assert any(differ(problem, one, two) for one, two in zip(mine, theirs, strict=True)), other.slip


def differ(problem, one, two):
    if one.error or two.error or one.changed != two.changed:
        return (one.error, one.changed) != (two.error, two.changed)
    wanted = two.value if isinstance(two.value, tuple | np.ndarray | int | float) else np.asarray(two.value)
    return difference(one.value, wanted, problem.rules) is not None


@pytest.mark.parametrize(("problem", "style"), STYLES, ids=name)
def test_every_correct_style_passes_whatever_is_drawn(problem, style):
    function = loaded(problem, style)
    for seed in SEEDS:
        for case in problem.suite(Random(seed)):
            assert not fails(problem, function, case), (seed, case.category, case.arguments)


@pytest.mark.parametrize("problem", PROBLEMS, ids=name)
def test_the_starter_loads_and_is_not_right(problem):
    module = {}
    exec(problem.starter, module)
    assert any(fails(problem, module[problem.function], case) for case in problem.public())


@pytest.mark.parametrize("problem", PROBLEMS, ids=name)
def test_a_problem_says_everything_and_keeps_to_known_categories(problem):
    suite = problem.suite(Random(1))
    assert {case.category for case in suite} <= set(CATEGORIES)
    assert problem.statement
    assert len(problem.styles) >= 2
    assert all(len(case.arguments) == len(problem.parameters) for case in suite)
    assert 15 <= len(suite) <= 60
    assert problem.function not in catalogue()


@pytest.mark.parametrize("problem", PROBLEMS, ids=name)
def test_the_same_dice_draw_the_same_suite_and_others_another(problem):
    def drawn(seed):
        return [str(case.arguments) for case in problem.draw(Random(seed))]

    assert drawn(3) == drawn(3)
    assert drawn(3) != drawn(4)


@pytest.mark.parametrize("problem", PROBLEMS, ids=name)
def test_every_smaller_input_is_one_that_the_statement_allows(problem):
    for case in problem.suite(Random(5)):
        for candidate in smaller(problem, case.arguments):
            problem.expected(candidate)


def test_a_case_of_the_suite_is_not_changed_by_judging():
    problem = problems()["max_pool2d"]
    case = Case("sizes", (np.zeros((3, 3), int), 2, 1, 0, False))
    rehearse(problem.wrong_models[-1].run, case.arguments)
    assert not case.arguments[0].any()
