"""Which inputs give one output size."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.engine.sizes import Axis
from exercises.kinds.floor_inputs import FloorInputs

FOUR = FloorInputs(4, 3, 3, 0, 1)  # 12, 13, 14
PADDED = FloorInputs(5, 4, 5, 1, 1)  # 22 to 26
DILATED = FloorInputs(3, 3, 4, 0, 3)  # covers 7: 15 to 18


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "inputs"),
    [
        (FOUR, (12, 13, 14)),
        (PADDED, (22, 23, 24, 25, 26)),
        (DILATED, (15, 16, 17, 18)),
        (FloorInputs(2, 5, 4, 4, 1), (1, 2, 3, 4)),
        (FloorInputs(2, 5, 3, 4, 1), (1, 2)),
    ],
)
def test_the_inputs_are_those_worked_out_by_hand(question, inputs):
    assert question.solve() == inputs


@pytest.mark.parametrize("typed", ["12, 13, 14", "14 13 12", "12..14", "12-14", "{12, 13, 14}", "12 to 14"])
def test_a_set_can_be_written_in_any_order_and_as_a_range(typed):
    assert judged(FOUR, typed).right


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (FOUR, "12", "one-input-only", "12 is not the only one. With stride 3, up to 2 cells may be left over"),
        (FOUR, "10..12", "rounded-up", "fits only from an input of 12 cells on"),
        (FOUR, "15..17", "forgot-one", "4 windows are the first one and 3 moves"),
        (FOUR, "12..15", "range-one-more", "An input of 15 cells has room for one more window: its output has 5"),
        (FOUR, "11..14", "range-one-more", "An input of 11 cells is too short: its output has only 3"),
        (FOUR, "12, 13", "range-one-less", "with 14 cells there is still no room"),
        (FOUR, "13, 14", "range-one-less", "with 12 cells the last window ends exactly"),
        (PADDED, "24..28", "padding-ignored", "2 of the cells"),
        (PADDED, "23..27", "padding-once", "It is on both sides"),
        (DILATED, "11..14", "dilation-ignored", "covers 7 cells, not 3"),
        (FloorInputs(2, 5, 3, 4, 1), "0..2", "size-zero-listed", "at least 1 cell"),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


def test_a_stride_of_two_leaves_at_most_one_cell_over():
    checked = judged(FloorInputs(3, 3, 2, 0, 1), "7")
    assert "With stride 2, 1 cell may be left over" in str(checked.sentence)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_every_input_named_gives_the_output_and_its_neighbours_do_not(level):
    for seed in range(150):
        question = FloorInputs.generate(Random(seed), level)
        settings = (question.kernel, question.stride, question.padding, question.dilation)
        inputs = question.solve()
        assert 1 < len(inputs) <= question.stride
        assert [Axis.symmetric(n, *settings).out for n in inputs] == [question.out] * len(inputs)
        assert Axis.symmetric(inputs[-1] + 1, *settings).out == question.out + 1


def test_the_levels_bring_larger_strides_then_padding_and_dilation():
    easy, middle, hard = ([FloorInputs.generate(Random(seed), level) for seed in range(100)] for level in (1, 2, 3))
    assert {question.stride for question in easy} == {2}
    assert {question.stride for question in middle} == {3, 4, 5}
    assert all(question.padding for question in hard)
    assert {question.dilation for question in hard} == {1, 2, 3}


def test_the_shortest_and_the_longest_input_show_their_last_window_and_what_is_left_over():
    *_, first, last, answer = FOUR.explain().steps
    assert [(frame.panel, frame.x, frame.width) for frame in first.frames] == [("shortest", 9, 3)]
    assert first.cells == ()
    assert "The shortest has 12: window 4, the last, ends exactly at the end." in str(first.sentence)
    assert [(frame.panel, frame.x, frame.width) for frame in last.frames] == [("input", 9, 3)]
    assert [(cell.x, cell.text, cell.role) for cell in last.cells] == [(12, "12", "unread"), (13, "13", "unread")]
    assert "2 cells are left over behind window 4" in str(last.sentence)
    assert {frame.panel for frame in answer.frames} == {"shortest", "input"}


@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_last_window_and_every_cell_left_over_are_always_seen(level):
    for seed in range(100):
        question = FloorInputs.generate(Random(seed), level)
        last = next(step for step in question.explain().steps if step.key == "last")
        longest = Axis.symmetric(
            question.solve()[-1], question.kernel, question.stride, question.padding, question.dilation
        )
        assert [frame.width for frame in last.frames] == [longest.extent]
        assert len(last.cells) == longest.remainder == question.stride - 1
