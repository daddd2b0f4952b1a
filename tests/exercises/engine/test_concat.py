"""Branches of which one may not fit, worked out by hand."""

import pytest

from exercises.engine.concat import Stack, sliding
from exercises.engine.conventions import Impossible
from exercises.engine.layers import Conv, Pool

ONE = (Conv(4, 1),)
FIVE = (Conv(2, 1), Conv(8, 5, 1, 1))
POOLED = (Pool(3, 1, 1), Conv(6, 1))
STACK = Stack((3, 10, 12), (ONE, FIVE, POOLED))


def test_each_branch_ends_in_its_own_shape_and_most_say_what_is_wanted():
    assert STACK.ends == ((4, 10, 12), (8, 8, 10), (6, 10, 12))
    assert STACK.wanted == (10, 12)
    assert STACK.misfits == (1,)


def test_a_misfit_cannot_be_stacked_and_is_mended_by_its_window():
    with pytest.raises(Impossible, match="branch 1 makes maps of 10 x 12, but branch 2 of 8 x 10"):
        _ = STACK.whole
    assert sliding(FIVE) == 1
    assert STACK.paddings == (2,)
    assert STACK.with_padding(1, 2).whole == (18, 10, 12)
    assert STACK.with_padding(1, 2).misfits == ()


def test_an_even_window_with_stride_1_has_no_padding_that_mends_it():
    even = Stack((3, 10, 12), (ONE, (Conv(8, 4, 1, 1),), POOLED))
    assert even.ends[1] == (8, 9, 11)
    assert even.paddings == ()


def test_a_kernel_that_does_not_fit_at_all_is_impossible():
    with pytest.raises(Impossible, match="the kernel covers 11 cells"):
        _ = Stack((3, 10, 12), (ONE, (Conv(8, 11),))).ends


def test_the_pooling_of_a_branch_is_its_window_too():
    stack = Stack((3, 9, 9), (ONE, (Pool(5, 1, 1), Conv(6, 1)), (Conv(5, 1),)))
    assert sliding(stack.ways[1]) == 0
    assert stack.ends[1] == (6, 7, 7)
    assert stack.paddings == (2,)


def test_a_padding_as_large_as_the_window_mends_nothing():
    """Three zeros on each side would make floor((10 + 6 - 3) / 2) + 1 = 7, but a window of 3 would read zeros alone."""
    stack = Stack((3, 10, 10), ((Conv(4, 4),), (Conv(5, 4),), (Conv(8, 3, 2),)))
    assert (stack.wanted, stack.misfits, stack.paddings) == ((7, 7), (2,), ())
    assert stack.with_padding(2, 3).misfits == ()
