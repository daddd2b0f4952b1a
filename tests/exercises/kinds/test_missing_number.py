"""Working backwards: the one setting that makes an output."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.engine.inverse import settings_for, size_with
from exercises.kinds.missing_number import MissingNumber

INPUT = MissingNumber((7,), 3, 1, 0, "n")  # n - 3 + 1 = 5
KERNEL = MissingNumber((20,), 5, 1, 2, "kernel")  # 20 + 4 - k + 1 = 20
PADDING = MissingNumber((9,), 5, 2, 2, "padding")  # (9 + 2p - 5)/2 + 1 = 5
STRIDE = MissingNumber((23,), 3, 4, 0, "stride")  # 20/s rounded down is 5
BOTH = MissingNumber((20, 23), 4, 3, 0, "kernel")  # 16/3: 6; 19/3: 7


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(("question", "value"), [(INPUT, 7), (KERNEL, 5), (PADDING, 2), (STRIDE, 4), (BOTH, 4)])
def test_the_number_is_the_one_that_was_taken_out(question, value):
    assert question.solve() == value


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (INPUT, "8", "forgot-one", "Try n = 8: it makes 6 cells, not 5."),
        (KERNEL, "4", "forgot-one", "Try k = 4: it makes 21 cells, not 20."),
        (KERNEL, "1", "padding-ignored", "You left the padding out"),
        (KERNEL, "3", "padding-once", "on both sides"),
        (PADDING, "4", "padding-once", "Try p = 4: it makes 7 cells, not 5."),
        (STRIDE, "3", "forgot-one", "Try s = 3: it makes 7 cells, not 6."),
        (STRIDE, "9", "", ""),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_exactly_one_number_fits_when_all_are_tried(level):
    for seed in range(150):
        question = MissingNumber.generate(Random(seed), level)
        assert list(settings_for(question.missing, question.axes)) == [question.solve()]


def test_on_level_three_it_takes_both_axes():
    for seed in range(100):
        question = MissingNumber.generate(Random(seed), 3)
        assert all(len(settings_for(question.missing, (axis,))) > 1 for axis in question.axes)


def test_every_number_is_asked_for_somewhere():
    drawn = {MissingNumber.generate(Random(seed), level).missing for seed in range(60) for level in (1, 2, 3)}
    assert drawn == {"n", "kernel", "stride", "padding"}


def test_the_neighbours_are_tried_as_a_check():
    steps = {step.key: str(step.sentence) for step in KERNEL.explain().steps}
    assert steps["check"] == "Only k = 5 makes 20. With 4 it would be 21, with 6 it would be 19."
    assert steps["answer"] == "The kernel has 5 cells."


def test_what_is_asked_for_is_told_nowhere():
    assert "5" not in str(KERNEL.prompt())
    assert "kernel of" not in str(KERNEL.prompt())
    assert "stride 4" not in str(STRIDE.prompt())


@pytest.mark.parametrize("level", [1, 2, 3])
def test_no_other_padding_fits_however_large(level):
    """Also none that is as wide as the kernel: nothing in the question forbids it."""
    for seed in range(150):
        question = MissingNumber.generate(Random(seed), level)
        if question.missing == "padding":
            made = [tuple(size_with(axis, "padding", p) for axis in question.axes) for p in range(40)]
            assert made.count(question.outputs) == 1
