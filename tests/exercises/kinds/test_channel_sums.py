"""K22: several channels, one filter."""

import pytest

from exercises.diagnosis import check
from exercises.kinds.channel_sums import ChannelSums
from exercises.text import plain

FIRST = ((1, 2, 0), (0, 1, 3), (2, 0, 1))
SECOND = ((0, 1, 1), (2, 0, 1), (1, 3, 0))
ONE, OTHER = ((1, 0), (0, -1)), ((0, 2), (1, 0))
# By hand: channel 1 gives ((0, -1), (0, 0)), channel 2 ((4, 2), (1, 5)).
QUESTION = ChannelSums(x=(FIRST, SECOND), w=(ONE, OTHER), bias=3, groups=1, filters=1, asked=1)
RIGHT = ((7, 4), (4, 8))


def test_the_map_by_hand():
    assert QUESTION.solve() == RIGHT
    assert check(QUESTION, RIGHT).right


@pytest.mark.parametrize(
    ("slip", "answer", "words"),
    [
        ("bias-forgotten", ((4, 1), (1, 5)), "Add 3 to every cell"),
        ("bias-per-channel", ((10, 7), (7, 11)), "each of the 2 channels"),
        ("bias-subtracted", ((1, -2), (-2, 2)), "You subtracted the bias 3"),
        ("one-channel", ((7, 5), (4, 8)), "channel 2 alone"),
        ("one-channel", ((0, -1), (0, 0)), "channel 1 alone"),
        ("one-kernel-for-all", ((3, 2), (2, 3)), "kernel for channel 1 on every channel"),
        ("kernel-flipped", ((8, 5), (5, 10)), "180 degrees"),
    ],
)
def test_each_slip_is_named(slip, answer, words):
    checked = check(QUESTION, answer)
    assert checked.slip == slip
    assert words in plain(checked.sentence)


def test_a_filter_of_the_second_group_reads_the_later_channels():
    grouped = ChannelSums(x=(SECOND, SECOND, FIRST, SECOND), w=(ONE, OTHER), bias=3, groups=2, filters=4, asked=3)
    assert grouped.solve() == RIGHT
    early = ChannelSums(x=(SECOND, SECOND), w=(ONE, OTHER), bias=3, groups=1, filters=1, asked=1).solve()
    checked = check(grouped, early)
    assert checked.slip == "groups-ignored"
    assert "from channel 3 on" in plain(checked.sentence)


def test_the_solution_says_the_sum_of_each_channel():
    first = QUESTION.explain().steps[1]
    assert plain(first.sentence).endswith("Together with the bias: 0 + 4 + 3 = 7")
