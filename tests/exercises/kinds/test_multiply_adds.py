"""Multiply-adds of convolutions."""

from fractions import Fraction

import pytest

from exercises.diagnosis import check
from exercises.kinds.multiply_adds import MultiplyAdds

PLAIN = MultiplyAdds(10, 12, 3, 8, 3, 1, 0, 1, "macs")  # 27 · 8 · 10 · 8 = 17280
STRIDED = MultiplyAdds(9, 11, 4, 6, 3, 2, 1, 1, "flops")  # 36 · 5 · 6 · 6 = 6480, twice
BARE = MultiplyAdds(9, 11, 4, 4, 3, 2, 0, 1, "macs")  # 36 · 4 · 5 · 4 = 2880; by 1 it is 36 · 7 · 9 · 4
GROUPS = MultiplyAdds(9, 10, 8, 12, 3, 2, 1, 4, "macs")  # 18 · 5 · 5 · 12 = 5400
RATIO = MultiplyAdds(8, 10, 16, 32, 3, 1, 0, 1, "ratio")  # 1/32 + 1/9


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "number"), [(PLAIN, 17280), (STRIDED, 12960), (BARE, 2880), (GROUPS, 5400), (RATIO, Fraction(41, 288))]
)
def test_the_number_is_the_one_worked_out_by_hand(question, number):
    assert question.solve() == number


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (PLAIN, "25920", "input-positions", "stands at 8 × 10 places"),
        (PLAIN, "216", "positions-forgotten", "every one of the 80 positions"),
        (PLAIN, "34560", "macs-doubled", "both of them together"),
        (PLAIN, "5760", "weights", ""),  # the channels left out, or one side of the kernel counted: both are 3
        (PLAIN, "2160", "filters-forgotten", "There are 8 of them"),
        (PLAIN, "17920", "bias-added", "left out here"),
        (STRIDED, "6480", "flops-not-doubled", "two operations"),
        (STRIDED, "42768", "input-positions", "and so often stands a window that moves by 1."),
        (BARE, "9072", "stride-ignored", "You moved the window by 1. With stride 2 it stands at 4 × 5 places"),
        (BARE, "14256", "input-positions", "You took the positions of the input. The window stands at 4 × 5 places"),
        (STRIDED, "3240", "channels-forgotten", "4 of them at every position"),
        (GROUPS, "21600", "groups-uncounted", "only the 2 channels of its group"),
        (RATIO, "288/41", "ratio-inverted", "the other way round"),
        (RATIO, "1/9", "ratio-one-part", "one of the two layers"),
        (RATIO, "1/288", "ratio-multiplied", "add them"),
        (RATIO, "247/288", "ratio-saved", "what they save"),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


def test_the_steps_end_with_all_filters():
    assert PLAIN.explain().steps[-1].formula == r"27 \cdot 80 \cdot 8 = 17280"
    assert "1/32 + 1/9 = 41/288" in str(RATIO.explain().steps[-1].sentence)
