"""Sizes under "valid" and "same"."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.kinds.keras_size import KerasSize

STRIDED = KerasSize(31, 5, 3, 1)  # valid: 26/3 = 8 and 2 left over, 9; same: 31/3 up, 11
EVEN = KerasSize(20, 4, 2, 1)  # valid: 16/2 = 8, 9; same: 10
DILATED = KerasSize(20, 3, 1, 3)  # valid: 20 - 7 + 1 = 14; same: 20


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "sizes"),
    [
        (STRIDED, (9, 11)),
        (EVEN, (9, 10)),
        (DILATED, (14, 20)),
        (KerasSize(28, 3, 2, 1), (13, 14)),
        (KerasSize(8, 3, 1, 1), (6, 8)),
        (KerasSize(9, 2, 4, 1), (2, 3)),
    ],
)
def test_the_sizes_are_those_worked_out_by_hand(question, sizes):
    assert question.solve() == sizes


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (STRIDED, "9; 9", "one-rule-for-both", "You used one rule for both"),
        (STRIDED, "11; 11", "one-rule-for-both", ""),
        (STRIDED, "11; 9", "rules-swapped", "the smaller output"),
        (STRIDED, "9; 31", "stride-ignored", "Take “same”. “Same” keeps the size only with stride 1."),
        (STRIDED, "27; 31", "stride-ignored", "Take “valid”."),
        (STRIDED, "9; 10", "size-rounded-down", "You rounded 31/3 down"),
        (STRIDED, "8; 11", "forgot-one", "You counted 8 moves"),
        (KerasSize(30, 5, 3, 1), "10; 10", "", ""),  # rounded up, or the rule of "same" for both
        (EVEN, "9; 11", "same-half-kernel", "one zero too many"),
        (DILATED, "18; 20", "dilation-ignored", "3 cells apart"),
        (DILATED, "12; 20", "dilated-extent", ""),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


def test_stride_and_dilation_are_never_asked_for_together_as_keras_refuses_both():
    drawn = [KerasSize.generate(Random(seed), 3) for seed in range(200)]
    assert all(question.stride == 1 or question.dilation == 1 for question in drawn)
    assert any(question.kernel < question.stride for question in drawn)
    assert any(question.dilation > 1 for question in drawn)


def test_with_a_stride_half_of_the_sizes_have_to_be_rounded():
    drawn = [KerasSize.generate(Random(seed), 2) for seed in range(200)]
    assert 60 < sum(question.n % 2 for question in drawn) < 160
