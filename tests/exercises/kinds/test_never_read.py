"""Cells, rows and columns that no window reads."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.engine import windows
from exercises.kinds.never_read import NeverRead

STRIP = NeverRead((12,), (4,), (3,), (0,))  # windows 0-3, 3-6, 6-9: 10 and 11 are left
SQUARE = NeverRead((8, 8), (3, 3), (2, 2), (0, 0))  # row 7 and column 7
GAPS = NeverRead((9, 11), (2, 3), (4, 4), (0, 0))  # rows 2 3 6 7 8, columns 3 7
PADDED = NeverRead((9, 7), (3, 2), (4, 3), (1, 1))  # rows -1..1, 3..5, 7..9: 2, 6; columns -1 0, 2 3, 5 6: 1, 4


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "unread"),
    [
        (STRIP, (10, 11)),
        (SQUARE, ((7,), (7,))),
        (GAPS, ((2, 3, 6, 7, 8), (3, 7))),
        (PADDED, ((2, 6), (1, 4))),
        (NeverRead((12, 9), (3, 3), (2, 2), (0, 0)), ((11,), ())),
    ],
)
def test_what_is_never_read_is_as_worked_out_by_hand(question, unread):
    assert question.solve() == unread


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (STRIP, "none", "thought-all-read", "One more would need 9 to 12, but the input ends at 11"),
        (STRIP, "11, 12", "counted-from-one", "the last of 12 has the number 11"),
        (STRIP, "11", "window-too-long", "it starts at 6 and ends at 9"),
        (SQUARE, "none; none", "thought-all-read", "Look at the rows."),
        (SQUARE, "7; none", "thought-all-read", "Look at the columns."),
        (SQUARE, "8; 8", "counted-from-one", ""),
        (GAPS, "3, 7; 2, 3, 6, 7, 8", "axes-swapped", "You swapped rows and columns."),
        (GAPS, "2, 3, 6, 7; 3, 7", "", "One of 2 is right"),
        (GAPS, "2, 3; 3, 7", "rounded-up", "Look at the rows."),
        (GAPS, "6, 7, 8; none", "gaps-missed", "The stride of 4 is larger than the window of 2"),
        (PADDED, "3, 7; 2, 5", "reading", ""),  # with one zero, counting it and counting from 1 look alike
        (
            NeverRead((12, 9), (3, 3), (4, 2), (2, 0)),
            "3, 7, 11, 15; none",
            "padding-counted",
            "Number 0 is the first real",
        ),
        (NeverRead((12, 9), (3, 3), (4, 2), (2, 0)), "3, 7, 11; 10", "", ""),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


def test_none_is_an_answer_for_an_axis_that_is_read_completely():
    question = NeverRead((12, 9), (3, 3), (2, 2), (0, 0))
    assert judged(question, "11; none").right
    assert judged(question, "11; 8").marks == (True, False)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_something_is_always_never_read_and_the_lists_stay_short(level):
    for seed in range(150):
        question = NeverRead.generate(Random(seed), level)
        unread = [windows.never_read(axis) for axis in question.axes]
        assert any(unread)
        assert max(map(len, unread)) <= 6


def test_on_level_three_some_are_skipped_between_the_windows():
    for seed in range(150):
        question = NeverRead.generate(Random(seed), 3)
        skipped = [
            position
            for axis in question.axes
            for position in windows.never_read(axis)
            if position < windows.reads(axis, axis.out - 1)[-1]
        ]
        assert skipped


def test_rows_and_columns_never_have_the_same_answer_by_chance():
    for seed in range(150):
        rows, columns = NeverRead.generate(Random(seed), 2).solve()
        assert rows != columns


def test_unread_cells_are_marked_across_the_whole_row_and_down_the_whole_column():
    steps = {step.key: step for step in SQUARE.explain().steps}
    assert {round(cell.y - 0.7) for cell in steps["rows"].cells} == {7}
    assert len(steps["rows"].cells) == len(steps["columns"].cells) == 8
    assert {cell.role for cell in steps["rows"].cells} == {"unread"}


def test_the_question_says_where_counting_begins():
    assert "Count them from 0." in str(STRIP.prompt())
    assert "Count both from 0." in str(SQUARE.prompt())


def test_the_band_of_each_window_lies_where_it_reads():
    steps = {step.key: step for step in PADDED.explain().steps}
    (band,) = steps["rows-2"].frames
    assert (round(band.y - 0.7), band.height) == (4, 3)  # rows 3 to 5 below one row of zeros
    assert "reads rows 3 to 5" in str(steps["rows-2"].sentence)
    assert "the rest of it lies in the padding" in str(steps["rows-1"].sentence)
