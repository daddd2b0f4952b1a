"""Learnable parameters of layers."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.kinds.parameters import Parameters
from exercises.text import plain

CONV = Parameters("conv", (5, 5), 6, 16, 1, True, 14, 14)  # 16 · 151 = 2416
BARE = Parameters("conv", (7, 7), 3, 64, 1, False, 224, 224)  # 9408
GROUPS = Parameters("conv", (3, 3), 8, 12, 4, True, 20, 30)  # 12 · (9 · 2 + 1) = 228
STRIDED = Parameters("conv", (3, 5), 4, 10, 1, True, 20, 30, 2)  # 10 · (15 · 4 + 1) = 610, whatever the stride
SEPARABLE = Parameters("separable", (3, 3), 8, 20, 1, True, 20, 30)  # 80 + 180
NORMED = Parameters("normed", (3, 3), 4, 8, 1, False, 20, 30)  # 288 + 16
DENSE = Parameters("dense", (1, 1), 16, 120, 1, True, 5, 5)  # 120 · 401


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "number"),
    [
        (CONV, 2416),
        (BARE, 9408),
        (GROUPS, 228),
        (STRIDED, 610),
        (SEPARABLE, 260),
        (NORMED, 304),
        (DENSE, 48120),
        (Parameters("conv", (3, 3), 1, 1, 1, True, 8, 8), 10),
    ],
)
def test_the_number_is_the_one_worked_out_by_hand(question, number):
    assert question.solve() == number


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (CONV, "2400", "bias-uncounted", "Each of the 16 filters has one"),
        (CONV, "2401", "bias-once", "one bias for all"),
        (CONV, "2496", "bias-each-channel", "A filter has only one"),
        (CONV, "416", "channels-forgotten", "as deep as the channels that it reads: 6"),
        (CONV, "151", "filters-forgotten", "There are 16 of them"),
        (CONV, "473536", "times-positions", "the same weights wherever it lies"),
        (CONV, "496", "kernel-not-squared", "A 5 × 5 slice has 25"),
        (CONV, "566", "channels-added", "multiply"),
        (BARE, "9472", "bias-added", "This layer has none"),
        (GROUPS, "876", "groups-uncounted", "only the 2 channels of its group"),
        (STRIDED, "1210", "stride-counted", "You counted the stride 2."),  # 10 · (15 · 2 · 4 + 1)
        (STRIDED, "250", "stride-counted", "changes none of its weights"),  # 10 · (3 · 2 · 4 + 1)
        (STRIDED, "410", "stride-counted", "changes none of its weights"),  # 10 · (5 · 2 · 4 + 1)
        (STRIDED, "71370", "times-positions", "the same weights wherever it lies"),  # 610 · 9 · 13
        (SEPARABLE, "1460", "separable-as-full", "You counted an ordinary convolution"),
        (SEPARABLE, "80", "separable-half", "Both learn"),
        (SEPARABLE, "180", "separable-half", ""),
        (SEPARABLE, "232", "bias-uncounted", ""),
        (NORMED, "320", "norm-four", "not learnt"),
        (NORMED, "288", "norm-forgotten", "a scale and a shift"),
        (NORMED, "312", "bias-added", "the shift takes its place"),
        (DENSE, "48000", "bias-uncounted", "Each of the 120 outputs"),
        (DENSE, "2040", "flatten-forgotten", "400 of them go into each output"),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


def test_one_channel_is_spoken_of_in_the_singular():
    lonely = Parameters("conv", (3, 3), 1, 4, 1, True, 8, 9)
    assert "reads 1 channel of 8 × 9" in str(lonely.prompt())
    assert str(lonely.explain().steps[0].sentence) == "A filter has 1 slice of 3 × 3: 9 weights."


def test_the_last_formula_is_the_count_of_all_filters():
    assert CONV.explain().steps[-1].formula == r"16 \cdot (150 + 1) = 2416"
    assert NORMED.explain().steps[-1].formula == "288 + 16 = 304"


def test_a_stride_is_said_where_there_is_one_and_changes_nothing():
    assert "10 filters of 3 × 5 slides with stride 2 over 4 channels of 20 × 30" in plain(STRIDED.prompt())
    assert "stride" not in plain(CONV.prompt())
    assert {Parameters.generate(Random(seed), 2).stride for seed in range(40)} == {1, 2, 3}


def test_a_question_that_was_stored_without_a_stride_is_asked_as_before():
    stored = {name: value for name, value in CONV.parameters().items() if name != "stride"}
    assert Parameters.restore(stored) == CONV
