"""Full shapes: batch, channels, layout and groups."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.kinds.full_shape import FullShape

CONV = FullShape(8, 3, 30, 40, "conv", 16, 5, 1, 0, 1, "NCHW")  # 8, 16, 26, 36
KERAS = FullShape(4, 6, 21, 33, "conv", 24, 3, 2, 0, 1, "NHWC")  # 4, 10, 16, 24
POOL = FullShape(2, 12, 17, 26, "pool", 32, 2, 2, 0, 1, "NCHW")  # 2, 12, 8, 13
GROUPS = FullShape(2, 12, 20, 31, "conv", 18, 3, 2, 1, 6, "NCHW")  # 2, 18, 10, 16


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "shape"),
    [
        (CONV, (8, 16, 26, 36)),
        (KERAS, (4, 10, 16, 24)),
        (POOL, (2, 12, 8, 13)),
        (GROUPS, (2, 18, 10, 16)),
        (FullShape(1, 3, 228, 228, "conv", 100, 3, 1, 0, 1, "NHWC"), (1, 226, 226, 100)),
    ],
)
def test_the_shape_is_the_one_worked_out_by_hand(question, shape):
    assert question.solve() == shape


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (CONV, "8, 3, 26, 36", "channels-kept", "Each of the 16 filters makes one channel"),
        (CONV, "8, 48, 26, 36", "channels-multiplied", "makes one: 16 in all"),
        (CONV, "8, 16, 36, 26", "axes-swapped", "the width before the height"),
        (CONV, "8, 26, 36, 16", "layout-mixed", "come right after the batch"),
        (CONV, "1, 16, 26, 36", "batch-changed", "All 8 examples"),
        (CONV, "8, 16, 25, 35", "forgot-one", "Take the height. You counted 25 moves."),
        (KERAS, "4, 24, 10, 16", "layout-mixed", "they come last"),
        (POOL, "2, 1, 8, 13", "pool-loses-channels", "all 12 of them stay"),
        (POOL, "2, 6, 8, 13", "pool-loses-channels", ""),
        (GROUPS, "2, 3, 10, 16", "groups-misread", "The 6 groups make 18 channels together"),
        (GROUPS, "2, 108, 10, 16", "groups-misread", "the groups share them"),
        (GROUPS, "2, 12, 10, 16", "channels-kept", ""),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_no_two_numbers_are_alike(level):
    for seed in range(100):
        question = FullShape.generate(Random(seed), level)
        assert len(set(question.solve())) == 4
        assert question.channels % question.groups == question.filters % question.groups == 0


def test_the_answer_is_asked_for_in_the_order_of_the_layout():
    assert "batch, height, width, channels" in str(KERAS.answer.hint())
    assert "4 × 21 × 33 × 6 (batch, height, width, channels)" in str(KERAS.prompt())


def test_each_step_writes_its_cell():
    explanation = KERAS.explain()
    written = [(cell.x, cell.text) for step in explanation.steps for cell in step.cells]
    assert written == [(0, "4"), (3, "24"), (1, "10"), (2, "16")]
