"""The zeros at each end under SAME_UPPER and SAME_LOWER."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.kinds.same_pads import SamePads

KERAS = SamePads(28, 3, 2, "upper")  # 14 windows, 27 + ... = 29 cells, 1 zero
WIDE = SamePads(20, 6, 1, "lower")  # 5 zeros
NONE = SamePads(9, 2, 3, "upper")  # the windows end at 8: minus one zero is none


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "pads"),
    [
        (KERAS, (0, 1)),
        (SamePads(28, 3, 2, "lower"), (1, 0)),
        (WIDE, (3, 2)),
        (NONE, (0, 0)),
        (SamePads(10, 5, 3, "upper"), (2, 2)),
        (SamePads(12, 6, 3, "upper"), (1, 2)),
        (SamePads(15, 7, 1, "lower"), (3, 3)),
    ],
)
def test_the_pads_are_those_worked_out_by_hand(question, pads):
    assert question.solve() == pads


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (KERAS, "1, 0", "odd-zero-wrong-end", "SAME_UPPER puts the odd zero at the end"),
        (KERAS, "14, 15", "kept-size-with-stride", "the output has 14"),
        (SamePads(14, 5, 2, "upper"), "2, 2", "same-stride-ignored", "You padded as for stride 1"),
        (SamePads(10, 2, 4, "upper"), "0, 1", "same-stride-ignored", "starts at 8 and ends inside the input"),
        (WIDE, "2, 3", "odd-zero-wrong-end", "SAME_LOWER puts the odd zero at the beginning"),
        (WIDE, "5, 5", "same-total-each-side", "That many are needed in all"),
        (WIDE, "3, 3", "same-half-kernel", "You halved the kernel"),
        (
            WIDE,
            "5, 0",
            "all-on-one-side",
            "all 5 zeros at one end. They are shared, and the odd one goes to the beginning.",
        ),
        (
            SamePads(20, 8, 1, "upper"),  # 7 zeros: 3 and 4
            "0, 7",
            "all-on-one-side",
            "You put all 7 zeros at one end. They are shared, and the odd one goes to the end.",
        ),
        (
            SamePads(20, 7, 1, "upper"),  # 6 zeros: 3 and 3
            "0, 6",
            "all-on-one-side",
            "You put all 6 zeros at one end. They are shared: half of them at each.",
        ),
        (NONE, "-1, 0", "negative-total", "none is added"),
        (NONE, "0, -1", "negative-total", ""),
        (SamePads(17, 7, 3, "upper"), "1, 1", "size-rounded-down", "17/3 gives 6"),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


def test_with_a_stride_the_side_matters_or_there_is_nothing_to_pad():
    drawn = [SamePads.generate(Random(seed), 3) for seed in range(300)]
    assert all(question.total % 2 == 1 or question.total == 0 for question in drawn)
    nothing = sum(question.total == 0 for question in drawn)
    assert 15 < nothing < 120


def test_both_rules_are_asked_for_on_every_level():
    for level in (1, 2, 3):
        assert {SamePads.generate(Random(seed), level).side for seed in range(30)} == {"upper", "lower"}


def test_the_rule_is_named_with_the_libraries_that_follow_it():
    assert "SAME_UPPER" in str(KERAS.prompt())
    assert "Keras" in str(KERAS.convention())
    assert "SAME_LOWER" in str(WIDE.prompt())
    assert "beginning" in str(WIDE.convention())


def test_a_negative_number_of_zeros_means_that_none_is_needed():
    total = next(step for step in NONE.explain().steps if step.key == "total")
    assert total.formula.endswith("= -1 < 0")
    assert "no zero is needed" in str(total.sentence)


def test_zeros_are_shared_out_before_a_window_reads_them():
    keys = [step.key for step in KERAS.explain().steps]
    assert keys[:4] == ["size", "total", "shared", "window-1"]
    assert keys[-1] == "answer"


@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_windows_are_stepped_through_over_the_padded_strip(level):
    for seed in range(100):
        question = SamePads.generate(Random(seed), level)
        walk = [step for step in question.explain().steps if step.key.startswith("window-")]
        assert walk[0].key == "window-1"
        assert walk[-1].key == f"window-{question.axis.out}"
        assert all([frame.width for frame in step.frames] == [question.kernel] for step in walk)
