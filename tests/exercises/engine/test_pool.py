"""The pooling engine against maps written out by hand."""

from fractions import Fraction
from random import Random

import numpy as np
import pytest

from exercises.engine import windows
from exercises.engine.conventions import Impossible, Rounding
from exercises.engine.pool import average_pool, max_pool, min_pool, window_counts, window_sums
from exercises.engine.sizes import Axis

X = np.array([[3, 1, 1, 3], [2, 5, 0, 2], [1, 4, 2, 1], [4, 7, 2, 4]])
NEGATIVE = np.array([[-5, -3], [-2, -9]])


def both(*numbers, **more):
    return Axis(*numbers, **more), Axis(*numbers, **more)


def ceil(n, kernel, stride, padding=0):
    return both(n, kernel, stride, padding, padding, rounding=Rounding.CEIL_CLIP)


class TestLargestAndSmallest:
    def test_each_quarter_gives_its_largest_cell(self):
        assert max_pool(X, *both(4, 2, 2)).tolist() == [[5, 3], [7, 4]]

    def test_each_quarter_gives_its_smallest_cell(self):
        assert min_pool(X, *both(4, 2, 2)).tolist() == [[1, 0], [1, 1]]

    def test_windows_may_overlap(self):
        assert max_pool(X, *both(4, 3, 1)).tolist() == [[5, 5], [7, 7]]

    def test_padding_never_wins_against_negative_cells(self):
        assert max_pool(NEGATIVE, *both(2, 2, 2, 1, 1)).tolist() == [[-5, -3], [-2, -9]]

    def test_padding_never_wins_against_positive_cells_when_the_smallest_is_kept(self):
        assert min_pool(-NEGATIVE, *both(2, 2, 2, 1, 1)).tolist() == [[5, 3], [2, 9]]

    def test_ceil_mode_keeps_windows_that_hang_over_the_edge(self):
        x = np.array([[1, 2, 3], [4, 5, 6], [7, 8, -9]])
        assert max_pool(x, *both(3, 2, 2)).tolist() == [[5]]
        assert max_pool(x, *ceil(3, 2, 2)).tolist() == [[5, 6], [8, -9]]

    def test_a_window_that_would_start_beyond_the_input_is_clipped(self):
        assert max_pool(np.arange(6).reshape(1, 6), Axis(1, 1), ceil(6, 1, 2)[1]).tolist() == [[0, 2, 4]]

    def test_floats_and_batches_pool_too(self):
        x = np.stack([X, -X]).astype(float)[None]
        assert max_pool(x, *both(4, 2, 2)).tolist() == [[[[5, 3], [7, 4]], [[-1, 0], [-1, -1]]]]
        assert min_pool(x, *both(4, 2, 2, 1, 1)).shape == (1, 2, 3, 3)

    @pytest.mark.parametrize("dtype", [int, float])
    def test_a_mean_of_no_cell_is_impossible(self, dtype):
        with pytest.raises(Impossible, match="window 0 begins at place -2 and reads none of the 4 cells; use less"):
            average_pool(np.ones((4, 4), dtype), *both(4, 2, 2, 2, 2), False)

    def test_a_window_without_a_real_cell_gives_what_never_wins(self):
        axes = both(2, 1, 1, 1)
        assert max_pool(NEGATIVE, *axes)[0, 0] == np.iinfo(NEGATIVE.dtype).min
        assert min_pool(NEGATIVE.astype(float), *axes)[0, 0] == np.inf

    @pytest.mark.parametrize("dtype", [np.int64, np.uint8, np.float32, np.float64])
    @pytest.mark.parametrize("around", [(), (2, 3)])
    def test_any_window_gives_the_extremes_and_the_sum_of_its_patch(self, around, dtype):
        dice, rng = Random(3), np.random.default_rng(3)
        for _ in range(150):
            rows, columns = (any_axis(dice) for _ in range(2))
            x = rng.integers(0, 90, (*around, rows.n, columns.n)).astype(dtype)
            seen = windows.patches(x.astype(float), rows, columns, np.nan)
            for pool, own in ((max_pool, np.fmax), (min_pool, np.fmin), (window_sums, np.add)):
                cells = np.nan_to_num(seen) if own is np.add else seen
                wanted, found = own.reduce(own.reduce(cells, -1), -1), pool(x, rows, columns)
                real = np.isfinite(wanted)
                assert found.shape == wanted.shape
                assert found[real].tolist() == wanted[real].tolist()


def any_axis(dice):
    """An axis of up to 20 cells with any settings, also with pads that are as long as the window."""
    while True:
        pads = dice.randint(0, 3), dice.randint(0, 3)
        rounding = dice.choice([Rounding.FLOOR, Rounding.CEIL_CLIP, Rounding.PURE_CEIL])
        settings = dice.randint(1, 4), dice.randint(1, 3), *pads, dice.randint(1, 2), rounding
        axis = Axis(dice.choice([1, 3, 6, 20]), *settings)
        if axis.fits:
            return axis


class TestAverages:
    def test_the_average_of_whole_numbers_is_an_exact_fraction(self):
        means = average_pool(X, *both(4, 2, 2), include_pad=True)
        assert means.tolist() == [[Fraction(11, 4), Fraction(3, 2)], [4, Fraction(9, 4)]]

    def test_thirds_are_not_rounded(self):
        assert average_pool(np.array([[1, 0, 0]]), Axis(1, 1), Axis(3, 3), include_pad=True)[0, 0] == Fraction(1, 3)

    def test_padding_counts_only_when_told_to(self):
        four = np.full((2, 2), 4)
        axes = both(2, 2, 2, 1, 1)
        assert average_pool(four, *axes, include_pad=True).tolist() == [[1, 1], [1, 1]]
        assert average_pool(four, *axes, include_pad=False).tolist() == [[4, 4], [4, 4]]

    def test_the_overhang_never_counts(self):
        x = np.full((3, 3), 6)
        for include_pad in (True, False):
            assert average_pool(x, *ceil(3, 2, 2), include_pad=include_pad).tolist() == [[6, 6], [6, 6]]

    def test_padding_counts_and_overhang_does_not_in_one_window(self):
        rows, columns = ceil(4, 3, 2, 1)
        assert window_counts(rows, columns, include_pad=True).tolist() == [[9, 9, 6], [9, 9, 6], [6, 6, 4]]
        assert window_counts(rows, columns, include_pad=False).tolist() == [[4, 6, 2], [6, 9, 3], [2, 3, 1]]

    def test_sums_take_padding_as_nothing(self):
        assert window_sums(X, *both(4, 4, 4, 1, 1)).tolist() == [[19]]

    def test_floats_give_floats(self):
        means = average_pool(X.astype(float), *both(4, 2, 2), include_pad=True)
        assert means.dtype == np.float64
        assert means.tolist() == [[2.75, 1.5], [4.0, 2.25]]

    @pytest.mark.parametrize("include_pad", [True, False])
    def test_one_window_over_everything_is_the_global_average(self, include_pad):
        assert average_pool(X, *both(4, 4, 4), include_pad=include_pad).tolist() == [[Fraction(42, 16)]]

    @pytest.mark.parametrize("dtype", [np.float32, np.float64])
    @pytest.mark.parametrize(
        "axes", [both(4, 2, 2), both(4, 3, 1, 1, 1), ceil(4, 3, 2, 1), (Axis(4, 1, 3), Axis(4, 4))]
    )
    @pytest.mark.parametrize("include_pad", [True, False])
    def test_means_of_floats_are_those_of_the_whole_numbers(self, axes, include_pad, dtype):
        maps = np.stack([X, -X, 3 * X - 7])[:, None]
        means = average_pool(maps.astype(dtype), *axes, include_pad=include_pad)
        exact = average_pool(maps, *axes, include_pad=include_pad)
        assert means.dtype == dtype
        assert means.tolist() == exact.astype(float).astype(dtype).tolist()

    @pytest.mark.parametrize("unreal", [np.inf, -np.inf, np.nan])
    def test_a_cell_that_is_no_number_spoils_the_windows_that_read_it_and_no_others(self, unreal):
        maps = np.stack([X, X]).astype(float)
        maps[1, 3, 3] = unreal
        means = average_pool(maps, *both(4, 2, 2), include_pad=True)
        assert means[0].tolist() == [[2.75, 1.5], [4.0, 2.25]]
        assert means[1].ravel()[:3].tolist() == [2.75, 1.5, 4.0]
        assert str(means[1, 1, 1]) == str(unreal)

    @pytest.mark.filterwarnings("error")
    @pytest.mark.parametrize("unreal", [np.inf, -np.inf, np.nan])
    @pytest.mark.parametrize("padding", [0, 1])
    def test_wherever_it_lies_in_one_map(self, padding, unreal):
        axes = both(4, 2, 2, padding, padding)
        for place in np.ndindex(4, 4):
            cells = np.ones((4, 4))
            cells[place] = unreal
            means = average_pool(cells, *axes, include_pad=False)
            hit = tuple((at + padding) // 2 for at in place)
            assert str(means[hit]) == str(unreal)
            assert np.isfinite(means).sum() == means.size - 1

    @pytest.mark.parametrize("dtype", [np.float32, np.float64])
    @pytest.mark.parametrize("maps", [1, 2, 40])
    def test_one_map_and_many_have_the_means_of_the_whole_numbers(self, maps, dtype):
        cells = np.random.default_rng(0).integers(-9, 10, (maps, 1, 6, 6))
        for axes in (both(6, 2, 2), both(6, 3, 1), both(6, 3, 2, 1, 1)):
            means = average_pool(cells.astype(dtype), *axes, include_pad=True)
            assert means.tolist() == average_pool(cells, *axes, include_pad=True).astype(dtype).tolist()

    @pytest.mark.parametrize("dtype", [np.float32, np.float64])
    @pytest.mark.parametrize("n", [4, 200])
    @pytest.mark.parametrize("last", [1, np.inf])
    def test_means_have_the_type_of_the_cells_whatever_the_cells_are(self, n, last, dtype):
        cells = np.ones((n, n), dtype)
        cells[-1, -1] = last
        assert average_pool(cells, *both(n, 2, 2), include_pad=True).dtype == dtype

    @pytest.mark.parametrize("pool", [max_pool, min_pool, window_sums])
    def test_no_maps_give_no_maps(self, pool):
        for around in ((0,), (3, 0)):
            assert pool(np.zeros((*around, 4, 4)), *both(4, 2, 2)).shape == (*around, 2, 2)
            assert average_pool(np.zeros((*around, 4, 4)), *both(4, 2, 2), include_pad=True).shape == (*around, 2, 2)

    def test_axes_of_another_input_are_refused(self):
        with pytest.raises(ValueError, match="the axes speak of 4 x 4 cells"):
            average_pool(np.ones((2, 8)), *both(4, 2, 2), include_pad=True)


@pytest.mark.parametrize("size", [3, 200])
def test_padding_never_wins_among_truths(size):
    axis = Axis.symmetric(size, 3, 1, 1)
    assert not max_pool(np.zeros((size, size), bool), axis, axis).any()
    assert min_pool(np.ones((size, size), bool), axis, axis).all()
