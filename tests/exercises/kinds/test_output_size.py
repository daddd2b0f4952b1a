"""Output size on one axis: hand-worked numbers, named slips, and what the levels promise."""

from fractions import Fraction
from functools import cache
from random import Random

import pytest

from exercises.diagnosis import check
from exercises.kinds.output_size import OutputSize
from exercises.pictures import Role

SIMPLE = OutputSize(7, 3, 2, 0, False)  # 3 windows, nothing left over
ROUNDED = OutputSize(16, 5, 4, 0, False)  # span 11, 3 left over, 3 windows
PADDED = OutputSize(12, 5, 1, 2, False)  # stays 12


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("numbers", "size"),
    [((7, 3, 2, 0), 3), ((6, 3, 2, 0), 2), ((28, 3, 2, 1), 14), ((32, 5, 1, 0), 28), ((8, 8, 1, 0), 1)],
)
def test_the_size_is_the_one_worked_out_by_hand(numbers, size):
    assert OutputSize(*numbers, False).solve() == size


def test_the_boxes_ask_for_every_number_on_the_way():
    question = OutputSize(6, 3, 2, 1, True)
    assert question.solve() == (8, 5, 2, 3)
    assert judged(question, "8; 5; 2; 3").right


def test_a_slip_is_charged_in_its_own_box_only():
    question = OutputSize(6, 3, 2, 1, True)
    rounded, padded = judged(question, "8; 5; 3; 4"), judged(question, "7; 4; 2; 3")
    assert rounded.marks == rounded.parts == (True, True, False, True)
    assert (padded.marks, padded.share) == ((False, True, True, True), Fraction(3, 4))
    assert judged(question, "8; 5; 5/2; 7/2").marks == (True, True, False, True)


def test_windows_in_the_box_for_the_moves_are_said_to_be_windows():
    """12 cells, 1 zero on each side, kernel 5, stride 3: 12 / 3 is 4 too, but the size is right."""
    checked = judged(OutputSize(12, 5, 3, 1, True), "14; 9; 4; 4")
    assert (checked.slip, checked.marks) == ("windows-as-moves", (True, True, False, True))
    assert "There are 3 moves; the first window is there before them." in str(checked.sentence)
    once = judged(OutputSize(4, 3, 2, 1, True), "6; 3; 2; 2")
    assert "1 move already makes 2 windows" in str(once.sentence)


def test_the_input_by_the_stride_cut_off_is_named_or_said_beside():
    """170 cells, kernel 2, stride 3: 57. 170 / 3 is 56 and two thirds; and so many are the moves."""
    beside = judged(OutputSize(170, 2, 3, 0, False), "56")
    assert (beside.slip, beside.also) == ("plus-one", (("only-stride",),))
    assert str(beside.sentence).endswith(
        "It also comes out when you divide the input by the stride and look at nothing else."
    )
    alone = judged(OutputSize(127, 9, 3, 0, False), "42")  # 40 is right, and 41 is rounded up
    assert (alone.slip, alone.also) == ("only-stride", ())


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (OutputSize(21, 3, 2, 0, False), "9", "plus-one", "The + 1"),
        (SIMPLE, "5", "stride-ignored", "one cell at a time"),
        (ROUNDED, "12", "stride-ignored", "starts at 0, 4, 8"),
        (PADDED, "13", "kernel-less-one", "You subtracted 4 instead of 5"),
        (PADDED, "11", "forgot-one", "You counted 11 moves"),
        (PADDED, "10", "padding-once", "2 zeros are added on each side, 4 in all"),
        (PADDED, "8", "padding-ignored", "slides over 16 cells"),
        (PADDED, "4", "padding-subtracted", "12 becomes 16"),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


def test_who_rounds_up_is_shown_the_window_that_does_not_fit():
    question = OutputSize(14, 7, 3, 0, False)  # span 7, 1 left over
    checked = judged(question, "4")
    assert checked.slip == "rounded-up"
    assert "would start at 9 and end at 15, but the input ends at 13" in str(checked.sentence)
    (frame,) = checked.frames
    assert (frame.x, frame.width, frame.role) == (9, 7, Role.SLIP)


def test_with_padding_the_window_that_does_not_fit_sticks_out_beyond_it():
    question = OutputSize(8, 3, 3, 1, True)  # padded 10, span 7, 1 left over
    assert "would stick out 2 cells beyond the padding" in str(judged(question, "10; 7; 3; 4").sentence)


def test_a_slip_that_two_models_explain_is_not_guessed():
    question = OutputSize(9, 3, 1, 1, False)  # 8 is the + 1 forgotten, or the padding counted once
    checked = judged(question, "8")
    assert (checked.right, checked.slip) == (False, "")


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((9, 3, 1, 0), "A kernel of 3 slides with stride 1 over an input of 9 cells without padding."),
        ((9, 3, 2, 1), "A kernel of 3 slides with stride 2 over an input of 9 cells with 1 zero of padding on each"),
        ((9, 3, 2, 2), "over an input of 9 cells with 2 zeros of padding on each side."),
    ],
)
def test_the_question_reads_well_with_one_zero_several_or_none(numbers, words):
    assert words in str(OutputSize(*numbers, False).prompt())


def test_a_single_window_a_single_move_and_a_single_cell_are_spoken_of_in_the_singular():
    only = [str(step.sentence) for step in OutputSize(8, 8, 1, 0, False).explain().steps]
    assert "There is only the first window: the output has 1 cell." in only
    once = [str(step.sentence) for step in OutputSize(4, 3, 1, 0, False).explain().steps]
    assert "The first window covers 3 of them. The 1 cell after it is how far it can move." in once
    assert "Each move takes 1 cell, so that nothing is divided. That fits once." in once


def test_few_windows_are_stepped_through_one_by_one_and_of_many_the_first_two_and_the_last():
    few = [step.key for step in SIMPLE.explain().steps]
    many = {step.key: step for step in OutputSize(64, 3, 1, 0, False).explain().steps}
    assert few == ["padded", "span", "quotient", "window-1", "window-2", "window-3", "answer"]
    assert list(many) == ["padded", "span", "quotient", "window-1", "window-2", "window-62", "answer"]
    assert str(many["window-62"].sentence) == "Window 62 of 62 reads cells 61 to 63."
    assert [step.frames[0].x for key, step in many.items() if "window" in key] == [0, 1, 17]


def test_what_is_left_over_is_marked_where_one_more_window_would_start():
    more = next(step for step in OutputSize(16, 5, 4, 0, False).explain().steps if step.key == "one-more")
    assert str(more.sentence) == ("One more window would need 4 more cells, but only 3 are left over behind window 3.")
    assert [cell.text for cell in more.cells] == ["13", "14", "15"]


def test_a_window_that_runs_into_the_gap_of_a_long_strip_is_drawn_as_far_as_the_gap():
    first, last = (
        next(step for step in OutputSize(60, 15, 1, 0, False).explain().steps if step.key == key).frames[0]
        for key in ("window-1", "window-46")
    )
    assert (first.x, first.x + first.width) == (0, 12)
    assert (last.x, last.x + last.width) == (11, 20)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_every_window_that_is_stepped_through_is_seen_whole_or_as_far_as_the_gap(level):
    """A strip that is cut has room for windows of 8 at both ends; the first one is whole up to 11 cells."""
    for seed in range(300):
        question = OutputSize.generate(Random(seed), level)
        frames = [step.frames for step in question.explain().steps if step.key.startswith("window-")]
        assert len(frames) >= min(3, question.axis.out)
        widths = [frame.width for each in frames for frame in each]
        assert len(widths) == len(frames)
        if question.kernel + max(question.axis.remainder, question.stride - 3) <= 8:
            assert set(widths) == {question.kernel}
        assert widths[0] == question.kernel
        assert min(widths) >= min(question.kernel, 4)


def test_a_slip_beyond_the_end_has_an_empty_place_to_stand_on():
    question = OutputSize(35, 6, 3, 3, True)  # padded 41, span 35, 2 left over
    (panel,) = question.explain().picture.panels
    (frame,) = judged(question, "41; 35; 12; 13").frames
    assert (panel.width, frame.x + frame.width, frame.width) == (21, 21, 6)
    assert [cell.role for cell in panel.cells][-2:] == [Role.PAD, Role.BLANK]


def test_with_stride_one_nothing_is_divided():
    formulas = [step.formula for step in PADDED.explain().steps]
    assert not any("floor" in formula for formula in formulas)
    assert formulas[-1] == "n + 2p - k + 1 = 11 + 1 = 12"


def test_level_three_pads_half_of_its_questions_or_more_and_tells_five_slips_apart():
    drawn = [OutputSize.generate(Random(seed), 3) for seed in range(200)]
    padded = [question for question in drawn if question.padding]
    assert 90 < len(padded) < 150
    four = ("forgot-one", "stride-ignored", "padding-once", "padding-ignored")
    rounded = [question for question in padded if question.axis.remainder]
    assert len(rounded) > len(padded) / 2
    assert all(question.tells_apart(four) for question in padded)
    assert all(question.tells_apart((*four, "rounded-up")) for question in rounded)


@pytest.mark.parametrize("level", [2, 3])
def test_from_level_two_on_a_fifth_of_what_is_divided_goes_without_rounding(level):
    """Who rounds up there is right: the slip is told apart wherever it can be seen."""
    drawn = [question for question in some(level) if question.stride > 1]
    fits = [question for question in drawn if not question.axis.remainder]
    assert 0.15 < len(fits) / len(drawn) < 0.27
    assert all("rounded-up" not in [m.slip for m in question.mistakes()] for question in fits)
    assert all(question.tells_apart(["rounded-up"]) for question in drawn if question not in fits)
    assert {bool(question.padding) for question in fits} == {True, False}


@pytest.mark.parametrize(("level", "cells", "kernel"), [(2, 64, 7), (3, 256, 11)])
def test_now_and_then_a_large_input_has_stride_one(level, cells, kernel):
    one_by_one = [question for question in some(level) if question.stride == 1]
    assert 60 < len(one_by_one) < 180
    assert max(question.n for question in one_by_one) > 0.95 * cells
    assert max(question.n for question in some(level)) <= cells
    assert {question.kernel for question in one_by_one} == set(range(2, kernel + 1))
    assert {question.padding for question in one_by_one} == {0}


def test_level_three_has_kernels_of_2_to_11_on_up_to_256_cells():
    divided = [question for question in some(3) if question.stride > 1]
    assert {question.kernel for question in divided} == set(range(2, 12))
    assert {question.stride for question in divided} == {2, 3, 4, 5}
    assert {question.padding for question in divided} == set(range(6))
    assert 240 < max(question.n for question in divided) <= 256


@pytest.mark.parametrize("level", [2, 3])
def test_the_padding_is_less_than_the_kernel_and_the_kernel_fits(level):
    assert all(question.padding < question.kernel <= question.n for question in some(level))


def test_level_two_always_has_boxes_and_level_three_where_there_is_padding():
    assert all(question.boxes for question in some(2))
    assert all(question.boxes == (question.padding > 0) for question in some(3))


@cache
def some(level):
    return [OutputSize.generate(Random(seed), level) for seed in range(1_000)]


def test_level_one_moves_one_cell_at_a_time_and_sometimes_pads_one_zero():
    drawn = [OutputSize.generate(Random(seed), 1) for seed in range(200)]
    assert {question.stride for question in drawn} == {1}
    assert {question.padding for question in drawn} == {0, 1, 2, 3}
