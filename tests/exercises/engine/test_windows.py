"""Where windows start and what they read, against positions written out by hand."""

import numpy as np
import pytest

from exercises.engine import windows
from exercises.engine.conventions import Impossible
from exercises.engine.sizes import Axis, Rounding


def test_windows_start_one_stride_apart_and_in_the_padding():
    assert [windows.start(Axis(7, 3, 2), i) for i in range(3)] == [0, 2, 4]
    assert [windows.start(Axis(7, 3, 2, 1, 1), i) for i in range(4)] == [-1, 1, 3, 5]


def test_a_window_reads_its_taps_and_a_dilated_one_has_gaps():
    assert windows.reads(Axis(7, 3, 2), 1) == [2, 3, 4]
    assert windows.reads(Axis(9, 3, 1, dilation=3), 2) == [2, 5, 8]
    assert windows.reads(Axis(5, 3, 2, 1, 1), 0) == [-1, 0, 1]


def test_only_real_cells_are_inside():
    assert windows.reads_inside(Axis(5, 3, 2, 1, 1), 0) == [0, 1]
    assert windows.reads_inside(Axis(5, 3, 2, 1, 1), 2) == [3, 4]


@pytest.mark.parametrize(
    ("axis", "unread"),
    [
        (Axis(6, 3, 2), [5]),
        (Axis(7, 3, 2), []),
        (Axis(8, 3, 2), [7]),
        (Axis(9, 2, 4), [2, 3, 6, 7, 8]),
        (Axis(8, 1, 3), [1, 2, 4, 5, 7]),
        (Axis(8, 3, 3, 1, 1), []),
        (Axis(9, 3, 4, 1, 1), [2, 6]),
        (Axis(12, 4, 5, 0, 0), [4, 9, 10, 11]),
        (Axis(7, 2, 1, dilation=3), []),
        (Axis(5, 2, 2, dilation=2), [1, 3]),
    ],
)
def test_cells_that_no_window_reads(axis, unread):
    assert windows.never_read(axis) == unread


@pytest.mark.parametrize(
    ("axis", "position", "numbers"),
    [
        (Axis(7, 3, 2), 4, [1, 2]),
        (Axis(7, 3, 2), 0, [0]),
        (Axis(6, 3, 2), 5, []),
        (Axis(5, 3, 1, 1, 1), 0, [0, 1]),
        (Axis(9, 3, 1, dilation=2), 4, [0, 2, 4]),
        (Axis(9, 2, 3), 2, []),
    ],
)
def test_the_windows_that_read_a_cell(axis, position, numbers):
    assert windows.readers(axis, position) == numbers


@pytest.mark.parametrize(
    ("axis", "counts"),
    [
        (Axis(5, 3), [1, 2, 3, 2, 1]),
        (Axis(8, 3, 2), [1, 1, 2, 1, 2, 1, 1, 0]),
        (Axis(4, 3, 1, 1, 1), [2, 3, 3, 2]),
        (Axis(5, 2, 1, dilation=2), [1, 1, 2, 1, 1]),
        (Axis(3, 1, 2), [1, 0, 1]),
    ],
)
def test_how_often_each_cell_is_read(axis, counts):
    assert list(windows.uses(axis)) == counts
    assert sum(counts) == sum(len(windows.reads_inside(axis, i)) for i in range(axis.out))


@pytest.mark.parametrize(
    ("n", "out", "bins"),
    [
        (6, 3, [[0, 1], [2, 3], [4, 5]]),
        (5, 3, [[0, 1], [1, 2, 3], [3, 4]]),
        (7, 4, [[0, 1], [1, 2, 3], [3, 4, 5], [5, 6]]),
        (3, 5, [[0], [0, 1], [1], [1, 2], [2]]),
        (4, 1, [[0, 1, 2, 3]]),
    ],
)
def test_adaptive_bins_cover_the_input_and_may_overlap(n, out, bins):
    assert [list(windows.adaptive_bin(n, out, i)) for i in range(out)] == bins


def test_a_bin_that_is_not_there_is_refused():
    with pytest.raises(Impossible, match="no bin 3 of 3 over 5 cells"):
        windows.adaptive_bin(5, 3, 3)


def test_only_the_ceil_rules_let_a_window_hang_over_the_end():
    assert windows.overhang(Axis(6, 3, 2)) == 0
    assert windows.overhang(Axis(6, 3, 2, rounding=Rounding.CEIL_CLIP)) == 1


def test_padding_goes_round_the_array_with_the_value_that_is_asked_for():
    x = np.array([[1, 2], [3, 4]])
    padded = windows.padded(x, Axis(2, 1, begin=1), Axis(2, 1, end=2), fill=9)
    assert padded.tolist() == [[9, 9, 9, 9], [1, 2, 9, 9], [3, 4, 9, 9]]


def test_the_patches_of_a_small_grid():
    x = np.arange(12).reshape(3, 4)
    patches = windows.patches(x, Axis(3, 2), Axis(4, 2, 2))
    assert patches.tolist() == [
        [[[0, 1], [4, 5]], [[2, 3], [6, 7]]],
        [[[4, 5], [8, 9]], [[6, 7], [10, 11]]],
    ]


def test_dilated_patches_leave_cells_out():
    x = np.arange(9).reshape(3, 3)
    assert windows.patches(x, Axis(3, 2, dilation=2), Axis(3, 2, dilation=2)).tolist() == [[[[0, 2], [6, 8]]]]


def test_a_grid_of_another_shape_is_refused():
    with pytest.raises(ValueError, match="the axes speak of 3 x 3 cells"):
        windows.patches(np.zeros((3, 4)), Axis(3, 2), Axis(3, 2))


def test_what_each_tap_reads_stands_in_a_row_for_each_tap():
    row = np.array([[1, 2, 3]])
    assert windows.reading(row, Axis(1, 1), Axis(3, 2)).tolist() == [[[1, 2], [2, 3]]]


@pytest.mark.parametrize("high", [6, 40])
def test_few_cells_and_many_are_read_alike(high):
    rows, columns = Axis(high, 3, 2, 1, 0), Axis(7, 2, 1, 0, 2, 2)
    x = np.arange(2 * 3 * 7 * high).reshape(2, 3, 7, high).swapaxes(2, 3)
    assert (windows._places(x.shape, rows, columns) is None) == (high == 40)
    seen = windows.patches(x, rows, columns, fill=-1).reshape(6, rows.out * columns.out, 6)
    assert (windows.reading(x, rows, columns, fill=-1) == seen.swapaxes(1, 2)).all()


def test_taps_in_the_padding_read_a_real_cell_of_their_window_once_more():
    places, shape = windows.real_places((1, 3), Axis(1, 1), Axis(3, 2, begin=1))
    assert (places.tolist(), shape) == ([[0, 0, 1], [0, 1, 2]], (1, 3))
    dilated, _ = windows.real_places((2, 1, 4), Axis(1, 1), Axis(4, 2, begin=1, end=1, dilation=2))
    assert dilated.tolist() == [[1, 0, 1, 2, 5, 4, 5, 6], [1, 2, 3, 2, 5, 6, 7, 6]]


def test_no_real_cell_stands_for_a_window_that_has_none():
    assert windows.real_places((1, 3), Axis(1, 1), Axis(3, 2, begin=2)) is None


def test_what_reads_no_cell_reads_the_fill_in_front_of_all():
    x = np.array([[1, 2], [3, 4]])
    assert windows.preceded(x, 9).tolist() == [9, 1, 2, 3, 4]
    assert windows.reading(x[:1], Axis(1, 1), Axis(2, 2, begin=1), fill=9).tolist() == [[[9, 1], [1, 2]]]


def test_tables_of_places_are_kept_open_so_that_fetching_copies_none():
    axis = Axis(3, 2)
    places, _ = windows.real_places((3, 3), axis, axis)
    assert windows.real_places((3, 3), axis, axis)[0] is places
    assert places.flags.writeable
    assert places.flags.c_contiguous


def test_what_is_kept_of_a_map_is_no_view_of_it():
    axis = Axis(40, 1, 40)
    for places in (windows._places((40, 40), axis, axis), windows.real_places((40, 40), axis, axis)[0]):
        assert places.base is None
    wide = Axis(1000, 1, 1000)
    assert windows._places((1000, 1000), wide, wide) is None
