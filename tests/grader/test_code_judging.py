"""The judge of submitted functions: what it accepts, what it says, and how small its counterexamples are."""

import json
from random import Random

import numpy as np
import pytest

from exercises.problem import Problem
from exercises.problems import problems
from exercises.slips import family
from grader.judging import judge_code
from grader.judging.bench import measured
from grader.judging.words import MOST_RESULT
from grader.sandbox.wire import encode
from tests.grader.code_stories import BROKEN, LOOP, RIGHT, ZERO_PADDING

PROBLEMS = problems()
STYLES = [(problem, style) for problem in PROBLEMS.values() for style in problem.styles]
TAIL = "\n\n_right = {name}\n\n\ndef {name}(*a):\n    "


@pytest.fixture
def judged(jail):
    """Judge a source for a problem; what comes back must survive a trip through JSON."""

    def judge(source, function="max_pool2d", **options):
        verdict = judge_code(PROBLEMS[function], source, dice=Random(3), jail=jail, **options)
        json.dumps(verdict.details, allow_nan=False)
        return verdict

    return judge


def right_but(function, change):
    """A right submission whose result goes through `change` on its way out."""
    problem = PROBLEMS[function]
    source = next(iter(problem.styles.values()))
    return (
        "import numpy as np\n" + source + TAIL.format(name=function) + f"y = _right(*a)\n    {change}\n    return y\n"
    )


def name(value):
    return value.function if isinstance(value, Problem) else value


@pytest.mark.parametrize(("problem", "style"), STYLES, ids=name)
def test_every_correct_style_is_right_in_the_jail(problem, style, judged):
    verdict = judged(problem.styles[style], problem.function)
    assert (verdict.outcome, verdict.score) == ("right", 1), verdict
    assert all(line["failed"] == line["untested"] == 0 for line in verdict.details["categories"])


def test_padding_with_zeros_is_named_and_shown_on_the_smallest_input(judged):
    verdict = judged(ZERO_PADDING)
    assert (verdict.outcome, verdict.slip) == ("wrong", "zeros-compete")
    assert "minus infinity" in str(verdict.sentence)
    counterexample = verdict.details["counterexample"]
    assert np.prod(counterexample["arguments"][0]["shape"]) <= 2
    assert set(counterexample["got"]["cells"]) == {0}
    assert max(counterexample["wanted"]["cells"]) < 0
    failed = {line["name"] for line in verdict.details["categories"] if line["failed"]}
    assert "borders" in failed
    assert "sizes" not in failed


@pytest.mark.parametrize("function", PROBLEMS)
def test_shrinking_stays_within_sixty_calls(function, judged):
    verdict = judged(
        right_but(function, "y = (y[0] + 1, *y[1:]) if isinstance(y, (tuple, list)) else np.add(y, 1)"), function
    )
    assert verdict.outcome == "wrong"
    assert verdict.details["counts"]["calls"] <= 60


@pytest.mark.parametrize(
    "change",
    [
        "y = np.asarray(y).tolist()",
        "y = tuple(map(tuple, np.asarray(y).tolist()))",
        "y = np.asarray(y, float)",
        "y = np.where(np.asarray(y) == 0, -0.0, y)",
        "y = [np.asarray(row) for row in y]",
    ],
)
def test_lists_decimals_and_minus_zero_are_accepted(judged, change):
    assert judged(right_but("max_pool2d", change)).outcome == "right"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("y = None", "is a return missing"),
        ("y = 'ten'", "is text"),
        ("y = np.asarray(y)[None]", "The shape should be"),
        ("y = np.asarray(y).tolist() + [[1]]", ""),
        ("y = np.asarray(y).tolist() + [[1] * 90]", "not equally long"),
        ("y = [[str(cell) for cell in row] for row in np.asarray(y).tolist()]", "Turn them into numbers"),
        ("y = np.asarray(y).astype(str)", "array of text"),
        ("y = np.asarray(y).astype(object)", "or of objects"),
        ("y = {1, 2}", "a set"),
        ("y = [0] * 70_000", "very long"),
        ("y = 1 << 600", "cannot be taken"),
        ("y = np.zeros((1 << 17) + 9)", "more than 1 MB"),
        ("y = np.asarray(y) + 0j", "complex numbers"),
        ("y = np.asarray(y) > 0", "truth values"),
        ("y = np.asarray(y) * np.nan", "NaN"),
        ("a[0][0] = 77", "writes into its input"),
        ("y = {1: 2}", "dictionary"),
        ("open('/etc/passwd')", "asked for a file"),
        ("import pandas", "not here"),
        ("import socket; socket.socket()", ""),
        ("y = 1 / 0", "error in line"),
    ],
)
def test_what_is_not_accepted_is_said_in_words(judged, change, says):
    verdict = judged(right_but("max_pool2d", change))
    assert verdict.outcome == "wrong"
    assert says in str(verdict.sentence)


def test_a_result_just_below_the_limit_is_judged_and_told_its_shape(judged):
    verdict = judged(right_but("max_pool2d", "y = np.zeros((1 << 17) - 9)"))
    assert "The shape should be" in str(verdict.sentence)
    assert verdict.details["counterexample"]["got"] == {"words": "float64 (131063,)"}
    assert len(json.dumps(verdict.details)) < 20_000


@pytest.mark.parametrize("function", PROBLEMS)
def test_the_largest_right_result_is_far_below_the_limit(function):
    problem = PROBLEMS[function]
    results = [problem.expected(case.arguments) for case in problem.suite(Random(1))]
    assert max(len(encode(result)) for result in results) * 8 < MOST_RESULT


def test_what_a_wrong_result_is_told_ends_with_what_to_do_next(judged):
    verdict = judged(right_but("max_pool2d", "y = np.asarray(y) + 0.5"))
    assert str(verdict.sentence).endswith("compare it with what your code does step by step.")


def test_a_changed_input_has_a_line_and_a_name_of_its_own(judged):
    verdict = judged(right_but("max_pool2d", "a[0][...] = 77"))
    assert verdict.slip == "input-changed"
    assert [line["name"] for line in verdict.details["categories"] if line["failed"]] == ["unchanged"]


def test_a_file_that_does_not_load_is_told_its_own_line(judged):
    verdict = judged(BROKEN)
    assert verdict.details["error"]["line"] == 3
    assert "line 3" in str(verdict.sentence)
    assert "counterexample" not in verdict.details


def test_a_missing_function_is_told_the_name_that_is_wanted(judged):
    verdict = judged("def maxpool(x):\n    return x\n")
    assert "max_pool2d" in verdict.details["error"]["message"]


def test_an_endless_loop_is_ended_and_shown_the_input_it_hung_on(jail):
    from dataclasses import replace

    verdict = judge_code(replace(PROBLEMS["max_pool2d"], wall_seconds=0.3), LOOP, dice=Random(1), jail=jail)
    assert "0.3 seconds" in str(verdict.sentence)
    assert verdict.details["counterexample"]["answered"] is False
    assert any(line["untested"] for line in verdict.details["categories"])


def test_a_trial_runs_the_public_examples_only_and_earns_nothing(judged):
    verdict = judged(RIGHT, trial=True)
    assert (verdict.outcome, verdict.score) == ("tried", 0)
    assert verdict.details["counts"]["all"] == len(PROBLEMS["max_pool2d"].examples)
    assert judged(ZERO_PADDING, trial=True).slip == ""


def test_what_the_code_prints_comes_back_clean_and_cut(judged):
    verdict = judged(right_but("max_pool2d", "print('\\x1b[31m<b>red', '\\u202e' + 'x' * 900)"))
    assert "<b>red" in verdict.details["stdout"]
    assert "\x1b" not in verdict.details["stdout"]
    assert len(verdict.details["stdout"]) <= 4_000


def test_an_answer_that_no_wrong_model_explains_is_not_named(judged):
    verdict = judged(right_but("max_pool2d", "y = np.asarray(y) + 1"))
    assert verdict.slip == ""
    assert "should be" in str(verdict.sentence)


def test_names_are_slips_or_families(judged):
    slug = judged(ZERO_PADDING).slip
    assert family(slug) == "border"


@pytest.mark.usefixtures("jail")
def test_the_bench_measures_every_problem_and_shrinking():
    figures = measured(rounds=1)
    assert len(figures) == len(PROBLEMS) + 2
    assert figures[-1].value <= figures[-1].goal
