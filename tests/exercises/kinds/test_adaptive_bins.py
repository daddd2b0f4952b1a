"""Bins of adaptive pooling."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.kinds.adaptive_bins import AdaptiveBins

EVEN = AdaptiveBins(12, 4, 2)  # 6, 7, 8
UNEVEN = AdaptiveBins(7, 4, 1)  # 7/4 down is 1, 14/4 up is 4
MORE = AdaptiveBins(3, 5, 1)  # 3/5 down is 0, 6/5 up is 2


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "cells"),
    [(EVEN, (6, 7, 8)), (UNEVEN, (1, 2, 3)), (MORE, (0, 1)), (AdaptiveBins(10, 7, 6), (8, 9))],
)
def test_the_cells_are_those_worked_out_by_hand(question, cells):
    assert question.solve() == cells


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (EVEN, "3..5", "counted-from-one", "the one after the first 2"),
        (EVEN, "7..9", "counted-from-one", "The first cell of the input"),
        (UNEVEN, "1, 2", "bins-without-overlap", "bins may overlap"),
        (AdaptiveBins(22, 8, 3), "9, 10", "bin-starts-late", "It is rounded down"),
        (AdaptiveBins(22, 8, 3), "6, 7", "equal-bins", "22 cells do not share out evenly"),
        (AdaptiveBins(22, 8, 3), "9..11", "reading", ""),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


def test_on_level_three_bins_overlap_or_outnumber_the_cells():
    drawn = [AdaptiveBins.generate(Random(seed), 3) for seed in range(200)]
    assert any(question.out > question.n for question in drawn)
    assert any(question.out < question.n for question in drawn)
    assert all((question.index + 1) * question.n % question.out for question in drawn)


def test_on_level_one_the_bins_are_equal():
    assert all(q.n % q.out == 0 for q in (AdaptiveBins.generate(Random(seed), 1) for seed in range(100)))
