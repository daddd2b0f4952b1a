"""Maps without their last windows: the + 1 forgotten on both axes, and what else ends there."""

import pytest

from exercises.diagnosis import check
from exercises.kinds.average_pooling import AveragePooling
from exercises.kinds.convolution_grid import ConvolutionGrid
from exercises.kinds.max_pooling import MaxPooling
from exercises.kinds.strided_convolution_grid import StridedConvolutionGrid
from exercises.text import plain

RISING = ((1, 2, 3, 4), (5, 6, 7, 8), (9, 10, 11, 12), (13, 14, 15, 16))
WIDE = (*((*row, 0) for row in RISING), (0, 0, 0, 0, 20))
SKIP = "skip as many cells as the stride says, instead of moving by it"
PLUS_ONE = "On each axis the first window is there before any move: add 1 to the moves."


@pytest.mark.parametrize(
    ("question", "right", "typed", "words"),
    [
        (
            ConvolutionGrid(RISING, ((1, 0), (0, 1))),
            "7 9 11; 15 17 19; 23 25 27",
            "7 9; 15 17",
            f"is 3 × 3. {PLUS_ONE}",
        ),
        (
            StridedConvolutionGrid(((1, 2), (3, 4)), ((1, 0), (0, 0)), (1, 1), (1, 1)),
            "0 0 0; 0 1 2; 0 3 4",
            "0 0; 0 1",
            "is 3 × 3. It comes out like this when you leave out the + 1, and also when you count the padding on one "
            "side only.",
        ),
        (
            AveragePooling(((4, 8), (12, 16)), 2, 2, 1, False, True),
            "1 2; 3 4",
            "1",
            f"leave out the + 1, and also when you {SKIP}, and also when you count the padding on one side only.",
        ),
        (
            MaxPooling(RISING, 2, 2, 0, False),
            "6 8; 14 16",
            "6",
            f"when you leave out the + 1, and also when you {SKIP}.",
        ),
        (
            MaxPooling(WIDE, 3, 2, 0, False),
            "11 12; 15 20",
            "11",
            f"you leave out the + 1, and also when you {SKIP}, and also when you move the window by its own size, "
            "whatever the stride is.",
        ),
    ],
)
def test_they_are_missed_together_with_all_that_ends_there(question, right, typed, words):
    assert question.solve() == question.answer.read(right)
    checked = check(question, question.answer.read(typed))
    assert checked.slip == "last-window-missing"
    assert "The last windows down and across are missing: the output is " in plain(checked.sentence)
    assert words in plain(checked.sentence)


def test_in_ceil_mode_they_are_those_that_hang_over_the_edge():
    question = MaxPooling(WIDE, 2, 2, 0, True)
    assert question.solve() == ((6, 8, 0), (14, 16, 0), (0, 0, 20))
    checked = check(question, ((6, 8), (14, 16)))
    assert checked.slip == "ceil-ignored"
    assert "You dropped the windows that hang over the edge." in plain(checked.sentence)


def test_a_map_of_one_row_has_no_last_windows_to_miss():
    question = MaxPooling(((1, 2, 3, 4), (5, 6, 7, 8)), 2, 2, 0, False)
    assert question.solve() == ((6, 8),)
    assert "last-window-missing" not in {mistake.slip for mistake in question.mistakes()}
