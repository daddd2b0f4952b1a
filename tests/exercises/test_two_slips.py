"""Answers that one slip gives and two others together give too: both ways are said, and nothing else changes."""

import pytest

from exercises.diagnosis import check, slip_of
from exercises.kinds.output_shape import OutputShape
from exercises.kinds.output_size import OutputSize
from exercises.text import plain
from exercises.two_slips import readings
from grader import judging

# 8 cells, kernel 4, stride 2: 3 windows. 8 / 2 is 4; and so is 8 - 4, without the stride and without the + 1.
BOTH = OutputSize(8, 4, 2, 0, False)


def test_the_second_way_stands_beside_the_first():
    checked = check(BOTH, 4)
    assert (checked.slip, checked.also) == ("only-stride", (("stride-ignored", "forgot-one"),))
    assert plain(checked.sentence) == (
        "There is more than one way to this answer. You divided the input by the stride. That is right only for “same” "
        "padding. Here the window can move over 4 cells, and only these are divided. Or two slips came together: it "
        "also comes out when you ignore the stride and leave out the + 1."
    )


def test_where_there_is_one_way_only_nothing_is_added():
    checked = check(BOTH, 5)
    assert (checked.slip, checked.also) == ("stride-ignored", ())
    assert "more than one way" not in str(checked.sentence)


def test_of_several_pairs_one_is_the_example():
    """20 cells, 2 zeros on each side, kernel 4, stride 3: 7 windows; without zeros and without the + 1 there are 5."""
    checked = check(OutputSize(20, 4, 3, 2, False), 5)
    assert checked.slip == "padding-subtracted"
    assert ("padding-ignored", "forgot-one") in checked.also
    assert len(checked.also) == 3
    assert "when you, for example, leave the padding out and leave out the + 1." in plain(checked.sentence)


@pytest.mark.parametrize("given", [0, 3, 17])
def test_right_and_unexplained_answers_have_no_second_reading(given):
    assert check(BOTH, given).also == ()


def test_numbers_that_no_question_has_give_no_reading_and_no_error():
    """Kernels larger than the input without its padding, and axes that no longer fit when they are swapped."""
    assert readings(OutputSize(2, 4, 1, 1, False), 9) == []
    assert readings(OutputShape(3, 40, (3, 21), (1, 2), (0, 3)), (2, 2)) is not None


def test_the_slip_that_is_counted_is_the_single_one():
    assert slip_of(BOTH, 4) == check(BOTH, 4).slip == judging.judge(BOTH, "4").slip
    assert judging.judge(BOTH, "4").details["also"] == [["stride-ignored", "forgot-one"]]
