"""What is said of answers that no single slip explains, and of answers right in part."""

from random import Random

import pytest

from exercises.diagnosis import check, shows
from exercises.kinds import catalogue


def judged(kind, level, seed, typed):
    question = catalogue()[kind].generate(Random(seed), level)
    given = question.answer.read(typed)
    return question, check(question, given)


@pytest.mark.parametrize(
    ("kind", "level", "typed", "right"),
    [
        ("output-size", 2, "24; 19; 9; 10", 3),  # 25; 19; 9; 10
        ("dilation", 1, "12; 28", 1),  # 11; 28
        ("network-table", 1, "6 36 35\n4 34 34\n4 17 17", None),
    ],
)
def test_one_typing_error_is_charged_once(kind, level, typed, right):
    seed = 23 if kind == "network-table" else 11
    question, checked = judged(kind, level, seed, typed)
    wrong = len(checked.parts) - sum(checked.parts)
    assert not checked.right
    assert wrong == 1, (question.answer.show(question.solve()), checked.parts)
    assert right in (None, sum(checked.parts))


@pytest.mark.parametrize(("kind", "level"), [("floor-inputs", 2), ("adaptive-bins", 1)])
def test_an_answer_from_which_something_is_missing_is_not_called_marked(kind, level):
    said = set()
    for seed in range(30):
        question = catalogue()[kind].generate(Random(seed), level)
        if len(question.solve()) > 2:
            said.add(str(check(question, question.solve()[:1] + question.solve()[2:]).sentence))
    assert not any("others are marked" in sentence for sentence in said)
    assert "All that you wrote is right, but something is still missing." in said


@pytest.mark.parametrize(("kind", "level", "family"), [("one-entry", 2, "kernel"), ("parameters", 2, "weights")])
def test_another_like_this_finds_a_question_that_tells_a_family_apart(kind, level, family):
    found = sum(shows(catalogue()[kind].generate(Random(seed), level), family) for seed in range(60))
    assert found >= 10


@pytest.mark.parametrize(
    ("kind", "level", "seed", "typed"),
    [("global-pooling", 1, 23, "4.63"), ("multiply-adds", 3, 23, "0.153"), ("multiply-adds", 3, 23, "0.1527777778")],
)
def test_a_decimal_that_was_rounded_is_named(kind, level, seed, typed):
    assert judged(kind, level, seed, typed)[1].slip == "rounded-decimal"
