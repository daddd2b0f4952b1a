"""Global pooling: one number for each channel."""

from fractions import Fraction

import pytest

from exercises.diagnosis import check
from exercises.kinds.global_pooling import GlobalPooling
from exercises.value_facts import POOLED, POOLED_WITH_2

NOTES = GlobalPooling((POOLED_WITH_2,), True)
AVERAGE = GlobalPooling((POOLED_WITH_2,), False)
FIRST, SECOND = ((1, -8), (3, 2), (0, 4)), ((-1, -2), (-3, -4), (-5, -6))
BOTH = GlobalPooling((FIRST, SECOND), False)  # 2/6, -21/6
LARGEST = GlobalPooling((FIRST, SECOND), True)  # 4, -1


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (NOTES, 7),
        (AVERAGE, Fraction(41, 16)),
        (GlobalPooling((POOLED,), False), Fraction(21, 8)),
        (BOTH, (Fraction(1, 3), Fraction(-7, 2))),
        (LARGEST, (4, -1)),
    ],
)
def test_the_numbers_are_those_worked_out_by_hand(question, value):
    assert question.solve() == value


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (AVERAGE, "41", "not-divided", "did not divide"),
        (AVERAGE, "41/4", "divided-by-side", "by all 16 cells"),
        (AVERAGE, "2", "fraction-dropped", "exact"),
        (AVERAGE, "7", "extreme-for-mean", "Asked is the average"),
        (NOTES, "0", "other-extreme", "the smallest cell"),
        (BOTH, "2; -21", "not-divided", ""),
        (BOTH, "-19/12; -19/12", "channels-together", "all channels together"),
        (LARGEST, "-8; -6", "arithmetic", ""),  # the smallest, or the largest without signs
        (LARGEST, "4; 4", "channels-together", ""),
        (LARGEST, "1/3; -7/2", "mean-for-extreme", ""),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


def test_the_average_may_be_typed_as_a_decimal():
    assert judged(AVERAGE, "2.5625").right
    assert judged(AVERAGE, "2,5625").right
    assert not judged(AVERAGE, "2.56").right


def test_each_channel_has_its_step_and_its_frame():
    steps = BOTH.explain().steps
    assert [step.key for step in steps] == ["channel-0", "channel-1", "answer"]
    assert steps[1].frames[0].panel == "channel-1"
    assert "= −21. Divided by 6 that is −7/2." in str(steps[1].sentence)
