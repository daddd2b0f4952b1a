"""Dilated kernels: what they cover, and the size that follows."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.kinds.dilation import Dilation

PLAIN = Dilation(12, 3, 1, 0, 2)  # covers 5, 8 windows
SPREAD = Dilation(20, 4, 3, 2, 3)  # covers 10, padded 24, span 14, 4 moves and 2 left over


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "pair"),
    [
        (PLAIN, (5, 8)),
        (SPREAD, (10, 5)),
        (Dilation(7, 2, 1, 0, 3), (4, 4)),
        (Dilation(32, 3, 1, 2, 2), (5, 32)),
        (Dilation(32, 3, 2, 4, 4), (9, 16)),
    ],
)
def test_extent_and_size_are_those_worked_out_by_hand(question, pair):
    assert question.solve() == pair


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (PLAIN, "3; 10", "dilation-ignored", "the taps of the kernel are 2 cells apart"),
        (PLAIN, "6; 7", "dilated-extent", "lies 2 × 2 = 4 cells after the first, so that it covers 5"),
        (PLAIN, "4; 9", "dilated-extent", ""),
        (PLAIN, "6; 8", "dilated-extent", ""),
        (PLAIN, "5; 7", "forgot-one", "You counted 7 moves"),
        (Dilation(31, 4, 4, 0, 3), "10; 7", "rounded-up", "You rounded up"),
        (SPREAD, "10; 15", "stride-ignored", "With stride 3"),
        (SPREAD, "10; 4", "", "One of 2 boxes is right, each held against your own"),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


def test_the_extent_comes_first_and_the_formulas_speak_of_it():
    steps = {step.key: step for step in PLAIN.explain().steps}
    assert next(iter(steps)) == "extent"
    assert [frame.x for frame in steps["extent"].frames] == [0, 2, 4]
    assert steps["span"].formula == "n + 2p - E = 12 - 5 = 7"


@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_levels_bring_dilation_then_padding_then_a_stride_that_leaves_something_over(level):
    drawn = [Dilation.generate(Random(seed), level) for seed in range(100)]
    assert all(question.dilation > 1 and question.axis.out > 1 for question in drawn)
    assert {question.padding > 0 for question in drawn} == ({False} if level == 1 else {True, False})
    assert all(question.axis.remainder > 0 for question in drawn) == (level == 3)
