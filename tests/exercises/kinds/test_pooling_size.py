"""Pooled sizes under the rules of PyTorch and Caffe."""

import re
from random import Random

import pytest

from exercises.diagnosis import check
from exercises.kinds.pooling_size import PoolingSize

OVER = PoolingSize(8, 3, 2, 0, False)  # span 5: 2 moves and 1 left over; 3 or 4 windows
CLIPPED = PoolingSize(5, 2, 3, 1, False)  # span 5: a third window would start at 5, beyond cell 4
CAFFE = PoolingSize(6, 1, 2, 0, True)  # span 5: a fourth window would start at 6


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "sizes"),
    [
        (OVER, (3, 4)),
        (CLIPPED, (2, 2)),
        (CAFFE, (3, 3, 4)),
        (PoolingSize(10, 2, 3, 1, True), (4, 4, 4)),
        (PoolingSize(6, 3, 2, 0, True), (2, 3, 3)),
        (PoolingSize(112, 3, 2, 0, True), (55, 56, 56)),  # GoogLeNet's first pooling
    ],
)
def test_the_sizes_are_those_worked_out_by_hand(question, sizes):
    assert question.solve() == sizes


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (OVER, "3; 3", "ceil-ignored", "the last window may hang over the edge"),
        (OVER, "4; 4", "rounded-up", "You rounded up everywhere"),
        (OVER, "4; 3", "modes-swapped", "You swapped the two modes"),
        (OVER, "2; 3", "forgot-one", "Rounded down there are 2 moves"),
        (OVER, "6; 6", "stride-ignored", "It moves by 2"),
        (CLIPPED, "2; 3", "ceil-unclipped", "starts at 5, beyond the last cell 4"),
        (PoolingSize(14, 5, 2, 2, False), "5; 6", "padding-ignored", "slides over 18 cells"),
        (CAFFE, "3; 3; 3", "rounding", ""),  # rounded down everywhere, or PyTorch's clip for Caffe
        (CAFFE, "3; 4; 3", "libraries-swapped", "You gave PyTorch the rule of Caffe"),
        (CAFFE, "3; 4; 4", "ceil-unclipped", "You kept a window"),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


def test_the_window_that_hangs_over_the_edge_has_room_in_the_picture():
    explanation = OVER.explain()
    steps = {step.key: step for step in explanation.steps}
    (frame,) = steps["ceil"].frames
    assert (frame.x, frame.width, explanation.picture.panels[0].width) == (6, 3, 9)


def test_the_question_marks_the_first_window_and_leaves_the_padding_blank():
    picture = CLIPPED.picture()
    (frame,) = picture.panels[0].frames
    assert (frame.x, frame.width) == (0, 2)
    assert [cell.text for cell in picture.panels[0].cells] == ["", "0", "1", "2", "3", "4", ""]
    assert "with padding of 1 on each side" in str(picture.description)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_maximum_is_never_said_to_have_zeros_round_it(level):
    for seed in range(100):
        question = PoolingSize.generate(Random(seed), level)
        words = [question.prompt(), question.picture().description]
        words += [step.sentence for step in question.explain().steps]
        assert not [said for said in map(str, words) if re.search("zeros?\\b", said)]


def test_a_window_that_is_left_out_is_taken_off_in_the_formula_and_framed_as_a_slip():
    ceil, answer = CLIPPED.explain().steps[-2:]
    assert ceil.formula.endswith(r"+ 1 = 3,\quad 3 - 1 = 2")
    assert "PyTorch leaves it out: 2." in str(ceil.sentence)
    assert [(frame.x, frame.role) for frame in answer.frames] == [(0, "window"), (3, "window"), (6, "slip")]


def test_the_window_that_caffe_keeps_is_framed_to_the_end():
    *_, ceil, caffe, answer = CAFFE.explain().steps
    assert [(frame.x, frame.role) for frame in ceil.frames] == [(6, "slip")]
    assert [(frame.x, frame.role) for frame in caffe.frames] == [(6, "window")]
    assert [(frame.x, frame.role) for frame in answer.frames] == [(0, "window"), (4, "window"), (6, "window")]


def test_level_two_has_windows_that_pytorch_leaves_out_and_windows_that_it_keeps():
    drawn = [PoolingSize.generate(Random(seed), 2).solve() for seed in range(200)]
    assert 20 < sum(floor == ceil for floor, ceil in drawn) < 180


def test_level_three_always_has_two_rules_that_differ_and_often_all_windows_of_caffe():
    drawn = [PoolingSize.generate(Random(seed), 3).solve() for seed in range(200)]
    assert all(len(set(sizes)) > 1 for sizes in drawn)
    assert sum(caffe > ceil for _, ceil, caffe in drawn) > 40


def test_the_prompt_names_its_rules_without_the_boxes():
    assert str(PoolingSize(26, 3, 3, 0, False).prompt()).endswith(
        "How many cells does the output have in PyTorch with ceil_mode=False, and how many with ceil_mode=True?"
    )
    assert str(PoolingSize(26, 3, 3, 0, True).prompt()).endswith("how many with ceil_mode=True, and how many in Caffe?")
