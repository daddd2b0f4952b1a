"""A single cell of a convolution map."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.kinds.one_entry import OneEntry
from exercises.value_facts import NOTES_IMAGE, VERTICAL

FIRST = OneEntry(NOTES_IMAGE, VERTICAL, 1, 0, 0, 0)  # 7+4+3 - (3+3+2) = 6
SECOND = OneEntry(NOTES_IMAGE, VERTICAL, 1, 0, 0, 1)  # 2+5+3 - (3+8+8) = -9
X = ((1, 2, 3, 4, 5), (6, 7, 8, 9, 1), (2, 3, 4, 5, 6), (7, 8, 9, 1, 2), (3, 4, 5, 6, 7))
W = ((1, 2), (-1, 3))
STRIDED = OneEntry(X, W, 2, 0, 1, 0)  # rows 2, 3; columns 0, 1: 2 + 6 - 7 + 24 = 25
PADDED = OneEntry(X, W, 2, 1, 1, 2)  # rows 1, 2; columns 3, 4: 9 + 2 - 5 + 18 = 24


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "value"),
    [(FIRST, 6), (SECOND, -9), (STRIDED, 25), (PADDED, 24), (OneEntry(X, W, 2, 1, 0, 0), 3)],
)
def test_the_value_is_the_one_worked_out_by_hand(question, value):
    assert question.solve() == value


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (SECOND, "9", "", ""),  # the kernel turned by 180 degrees, and a sign left out: nobody can tell
        (PADDED, "42", "kernel-flipped", "by 180 degrees"),
        (SECOND, "-1", "mean-of-products", "divides by nothing: −9, not −1"),
        (SECOND, "-3", "axes-swapped", "starts in row 0, column 1"),
        (SECOND, "6", "window-off-by-one", "next to the right one"),
        (SECOND, "0", "negatives-cut", "ReLU"),
        (STRIDED, "27", "window", ""),
        (PADDED, "34", "sign-slip", "5×(−1)"),
        (STRIDED, "1", "term-missing", "when the product 8×3 is left out"),
        (STRIDED, "39", "sign-slip", "when the product 7×(−1) has the wrong sign"),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_cell_lies_where_wrong_ways_of_counting_show(level):
    for seed in range(60):
        question = OneEntry.generate(Random(seed), level)
        assert (question.row > 0 and question.column > 0) if level == 3 else question.row != question.column


def test_the_window_lies_over_the_padded_input():
    window, answer = PADDED.explain().steps
    (frame,) = window.frames
    assert (frame.x, frame.y, frame.width, frame.height) == (4, 2, 2, 2)
    assert str(window.sentence) == "The window of row 1, column 2 starts in row 1, column 3."
    assert str(answer.sentence) == "Its products add up: 9×1 + 1×2 + 5×(−1) + 6×3 = 24."


def test_a_term_is_not_called_missing_where_two_other_slips_give_the_same():
    """22 without 3×1 is 19; but who counts from 1 and takes the window beside that one gets 12 + 2 + 6 - 1 = 19 too."""
    x = ((4, 1, 6, 7), (2, 1, 1, 4), (6, 8, 4, 1), (3, 8, 8, 5), (4, 2, 1, 4))
    question = OneEntry(x, ((3, 2), (3, -1)), 1, 0, 1, 2)
    assert question.solve() == 22
    assert [mistake.slip for mistake in question.near_misses(19)] == ["term-missing"]
    assert judged(question, "19").slip == ""
