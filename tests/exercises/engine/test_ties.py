"""Maxima among equals, next to padding and in narrow types; gradients and columns where pads could be in the way.

The witness looks at each window cell by cell, in Python's own numbers.
"""

from fractions import Fraction
from random import Random

import numpy as np
import pytest

from exercises.engine.columns import col2im, im2col
from exercises.engine.conventions import Impossible, Rounding
from exercises.engine.pool import average_pool
from exercises.engine.routing import average_pool_backward, max_pool_backward, max_pool_indices, max_unpool
from exercises.engine.sizes import Axis

ONE = Axis(1, 1)
PADDED = Axis(3, 2, 1, 1, 1)
LEAST = {
    "uint8": [0, 0, 1],
    "bool": [False, False, True],
    "int8": [-128, -128, 3],
    "int64": [-(2**63), -(2**63), 3],
    "float64": [-np.inf, -np.inf, 3.0],
    "float32": [-1.0, 3.0, 3.0],
}


def windows_of(axis):
    """The real cells that each window reads, first to last."""
    for i in range(axis.out):
        first = i * axis.stride - axis.begin
        yield [first + tap * axis.dilation for tap in range(axis.kernel) if 0 <= first + tap * axis.dilation < axis.n]


def place(x, down, across):
    """The first of the largest of these cells."""
    cells = [(x[i, j].item(), i * x.shape[1] + j) for i in down for j in across]
    largest = max(cell for cell, _ in cells)
    return next(at for cell, at in cells if cell == largest)


@pytest.mark.parametrize("kind", LEAST)
@pytest.mark.parametrize("seed", range(25))
def test_padding_never_wins_a_tie_in_any_type_and_dilation(kind, seed):
    dice = Random(seed)
    rows, columns = (some_axis(dice) for _ in range(2))
    x = np.array([[dice.choice(LEAST[kind]) for _ in range(columns.n)] for _ in range(rows.n)], kind)
    found = max_pool_indices(x, rows, columns).tolist()
    assert found == [[place(x, down, across) for across in windows_of(columns)] for down in windows_of(rows)]


def some_axis(dice):
    """With pads of unequal ends, dilation and ceil rules, and a real cell in each window."""
    while True:
        kernel, stride, dilation = dice.randint(1, 3), dice.randint(1, 3), dice.randint(1, 3)
        n, begin, end = dice.randint(1, 6), dice.randint(0, 2), dice.randint(0, 2)
        axis = Axis(n, kernel, stride, begin, end, dilation, dice.choice([Rounding.FLOOR, Rounding.CEIL_CLIP]))
        if axis.fits and all(windows_of(axis)):
            return axis


def test_a_grid_of_zeros_has_places_inside():
    """By hand: the window at the corner sees cell 0 alone; the last one cell 8 alone."""
    found = max_pool_indices(np.zeros((3, 3), np.uint8), PADDED, PADDED)
    assert found.tolist() == [[0, 0, 1, 2], [0, 0, 1, 2], [3, 3, 4, 5], [6, 6, 7, 8]]


def test_dilation_across_is_counted_across():
    """By hand: windows read columns 0 and 2, then 1 and 3, of rows 0 and 3."""
    x = np.array([[1, 2, 9, 4], [0, 0, 0, 0], [0, 0, 0, 0], [5, 6, 7, 8]])
    assert max_pool_indices(x, Axis(4, 2, dilation=3), Axis(4, 2, dilation=2)).tolist() == [[2, 15]]


def test_what_is_no_number_is_the_largest_also_beside_padding():
    assert max_pool_indices(np.array([[1.0, np.nan, 2.0]]), ONE, PADDED).tolist() == [[0, 1, 1, 2]]


def test_a_window_of_padding_alone_has_no_largest_cell_and_no_mean():
    alone = Axis(2, 2, 2, 2)
    with pytest.raises(Impossible, match="window 0 begins at place -2 and reads none of the 2 cells; use less padding"):
        max_pool_indices(np.ones((1, 2)), ONE, alone)
    with pytest.raises(Impossible, match="window 0 begins at place -2 and reads none of the 2 cells"):
        max_pool_backward(np.ones((1, 2)), np.ones((1, 2)), ONE, alone)
    with pytest.raises(Impossible, match="window 0 begins at place -2 and reads none of the 2 cells"):
        average_pool_backward(np.ones((1, 2)), ONE, alone, include_pad=False)
    assert average_pool_backward(np.array([[4, 6]]), ONE, alone, include_pad=True).tolist() == [[3, 3]]


@pytest.mark.parametrize("kind", ["uint8", "int8", "bool"])
def test_narrow_gradients_add_up_beyond_their_type(kind):
    dy = np.array([[200, 100]]).astype(kind)
    one, other = (int(number) for number in dy[0])
    assert max_pool_backward(np.array([[1, 5, 2]]), dy, ONE, Axis(3, 2)).tolist() == [[0, one + other, 0]]
    shared = average_pool_backward(dy, ONE, Axis(3, 2), include_pad=True).tolist()
    assert shared == [[Fraction(one, 2), Fraction(one + other, 2), Fraction(other, 2)]]


def test_columns_of_windows_that_hang_over_the_edge_go_back():
    """By hand: 0 1 2, 2 3 4, and 4 5 with a cell beyond: cells 2 and 4 are read twice."""
    axis = Axis(6, 3, 2, rounding=Rounding.CEIL_CLIP)
    assert col2im(im2col(np.array([[1, 2, 3, 4, 5, 6]]), ONE, axis), 1, ONE, axis).tolist() == [[[1, 2, 6, 4, 10, 6]]]
    counts = col2im(np.ones((9, 9), int), 1, axis, axis)[0]
    assert counts.tolist() == np.outer([1, 1, 2, 1, 2, 1], [1, 1, 2, 1, 2, 1]).tolist()


@pytest.mark.parametrize(
    ("pooled", "at", "said"),
    [
        ([[1]], [[0, 1]], "each number needs its place"),
        ([[1, 2]], [[0]], r"the numbers have shape \(1, 2\), but the places \(1, 1\)"),
        ([[1]], [[0.0]], "a whole number; .* of type float64"),
        ([[1]], [[4]], "the places must lie in a map of 2 x 2 cells, from 0 to 3"),
        ([[1]], [[-1]], "from 0 to 3"),
    ],
)
def test_numbers_without_a_place_of_their_own_are_not_put_back(pooled, at, said):
    with pytest.raises(Impossible, match=said):
        max_unpool(np.array(pooled), np.array(at), 2, 2)
    assert max_unpool(np.array([[1]]), np.array([[3]]), 2, 2).tolist() == [[0, 0], [0, 1]]


def test_means_of_numbers_at_the_end_of_their_type_are_exact():
    assert average_pool(np.array([[2**62, 2**62]]), ONE, Axis(2, 2), False).tolist() == [[2**62]]
    least = np.array([[-(2**63), -(2**63), 1]])
    assert average_pool(least, ONE, Axis(3, 3), False).tolist() == [[Fraction(1 - 2**64, 3)]]
    assert average_pool(np.array([[2**64 - 1, 1]], np.uint64), ONE, Axis(2, 2), False).tolist() == [[2**63]]
