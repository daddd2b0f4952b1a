"""Sizes of transposed convolutions, and the output padding that gives a size back."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.engine.sizes import Axis
from exercises.kinds.transposed_size import TransposedSize

PLAIN = TransposedSize(6, 3, 1, 0, 1, 0, "pytorch", 0)  # 5 + 3 = 8
STRIDED = TransposedSize(14, 4, 2, 1, 1, 0, "pytorch", 0)  # 26 + 4 - 2 = 28
EXTRA = TransposedSize(10, 3, 4, 1, 2, 3, "pytorch", 0)  # 36 + 5 - 2 + 3 = 42
BACK = TransposedSize(14, 3, 5, 1, 1, 0, "pytorch", 69)  # 65 + 3 - 2 = 66, 3 short
VALID = TransposedSize(7, 2, 3, 0, 1, 0, "keras-valid", 0)  # 21, while PyTorch makes 20
SAME = TransposedSize(7, 5, 2, 0, 1, 0, "keras-same", 0)  # 14


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "size"),
    [
        (PLAIN, 8),
        (STRIDED, 28),
        (EXTRA, 42),
        (BACK, 3),
        (VALID, 21),
        (SAME, 14),
        (TransposedSize(7, 5, 2, 0, 1, 0, "keras-valid", 0), 17),
        (TransposedSize(4, 3, 1, 1, 1, 0, "pytorch", 0), 4),
    ],
)
def test_the_size_is_the_one_worked_out_by_hand(question, size):
    assert question.solve() == size


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (PLAIN, "4", "transposed-as-convolution", "You used the formula of the convolution"),
        (PLAIN, "6", "times-stride", "You only multiplied by the stride. The kernel changes the size too."),
        (PLAIN, "9", "one-stride-too-many", "with only 5 moves"),
        (STRIDED, "32", "padding-added", "it is cut off the output, on both sides"),
        (TransposedSize(14, 7, 2, 2, 1, 0, "pytorch", 0), "33", "padding-ignored", "4 cells in all"),
        (STRIDED, "29", "padding-once", "at both ends"),
        (STRIDED, "15", "stride-ignored", "lie 2 cells apart"),
        (EXTRA, "39", "output-padding-ignored", "It adds 3 cells at the end"),
        (EXTRA, "45", "output-padding-doubled", "at the end only"),
        (BACK, "0", "output-padding-ignored", "3 short"),
        (BACK, "2", "output-padding-complement", "what the convolution left over: 3"),
        (VALID, "20", "pytorch-rule", "even with a kernel of 2"),
        (SAME, "17", "pytorch-rule", "whatever the kernel"),
        (SAME, "2", "transposed-as-convolution", ""),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


def test_the_output_padding_gives_back_a_size_that_the_convolution_really_made():
    asked = [question for seed in range(300) if (question := TransposedSize.generate(Random(seed), 3)).wanted]
    assert asked
    for question in asked:
        axis = Axis.symmetric(question.wanted, question.kernel, question.stride, question.padding)
        assert axis.out == question.n
        assert axis.remainder == question.solve() > 0


def test_the_cells_that_padding_cuts_off_are_marked_at_both_ends():
    steps = {step.key: step for step in TransposedSize(4, 4, 2, 1, 1, 0, "pytorch", 0).explain().steps}
    assert [(cell.x, cell.role) for cell in steps["cut"].cells] == [(0, "cut"), (9, "cut")]
    assert steps["stamps"].formula == r"(n - 1)s + k = 3 \cdot 2 + 4 = 10"


def test_level_three_asks_all_three_ways():
    drawn = [TransposedSize.generate(Random(seed), 3) for seed in range(100)]
    assert {question.rule for question in drawn} == {"pytorch", "keras-valid", "keras-same"}
    assert {bool(question.wanted) for question in drawn} == {True, False}
