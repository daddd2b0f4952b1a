"""All settings that make one size out of another."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.engine.sizes import Axis
from exercises.kinds.all_settings import AllSettings

# k - 2p = 3
DENSE = AllSettings(12, 10, (3, 4, 5, 7), (1,), (0, 1, 2))
# stride 1: k - 2p = 9; stride 2: 3 <= k - 2p <= 4... 14 - 11 = 3, 14 - 10 = 4
THREES = AllSettings(8, 4, (3, 4, 5), (2, 3), (0, 1))
MIXED = AllSettings(14, 6, (3, 4, 5), (1, 2), (0, 1))


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "settings"),
    [
        (DENSE, ((3, 1, 0), (5, 1, 1), (7, 1, 2))),
        (MIXED, ((3, 2, 0), (4, 2, 0), (5, 2, 1))),
        (THREES, ((3, 2, 1), (4, 2, 1))),
    ],
)
def test_the_settings_are_those_worked_out_by_hand(question, settings):
    assert question.solve() == settings


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (DENSE, "(4, 1, 1)", "forgot-one", "You left out the + 1"),
        (DENSE, "(3, 1, 0), (4, 1, 1), (5, 1, 2)", "padding-once", "It is on both sides"),
        (DENSE, "(3, 1, 0), (5, 1, 1)", "settings-missing", "1 more setting fits"),
        (DENSE, "(3, 1, 0)", "settings-missing", "2 more settings fit"),
        (DENSE, "(3, 1, 0), (4, 1, 0)", "settings-extra", "(4, 1, 0) gives 9, not 10."),
        (DENSE, "(3, 1, 0), (9, 1, 3)", "settings-extra", "not among the settings"),
        (DENSE, "none", "settings-missing", "There are 3 settings that fit"),
        (MIXED, "(4, 2, 0)", "only-exact", "A remainder is allowed"),
        (THREES, "(3, 2, 0), (3, 3, 1), (4, 2, 1), (5, 2, 1)", "rounded-up", "What is left over is dropped"),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


def test_the_order_does_not_matter_and_each_setting_is_marked():
    assert judged(DENSE, "7 1 2; 3 1 0; 5 1 1").right
    assert judged(DENSE, "3 1 0; 4 1 0").marks == (True, False)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_two_to_six_settings_fit_and_each_of_them_has_the_property(level):
    for seed in range(100):
        question = AllSettings.generate(Random(seed), level)
        assert 2 <= len(question.solve()) <= 6
        assert {Axis.symmetric(question.n, *one).out for one in question.solve()} == {question.out}
