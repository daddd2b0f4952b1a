"""Adaptive and Lp pooling, the places of maxima, and gradients of pooling: by hand, and by small differences."""

from fractions import Fraction

import numpy as np
import pytest

from exercises.engine.adaptive import adaptive_average_pool, adaptive_max_pool
from exercises.engine.conventions import Impossible, Rounding
from exercises.engine.norms import lp_pool, power_sums
from exercises.engine.pool import average_pool, max_pool
from exercises.engine.routing import average_pool_backward, max_pool_backward, max_pool_indices, max_unpool
from exercises.engine.sizes import Axis

NOTES = np.array([[3, 1, 1, 3], [2, 5, 0, 2], [1, 4, 2, 1], [4, 7, 2, 4]])


def both(*numbers, **more):
    return Axis(*numbers, **more), Axis(*numbers, **more)


class TestAdaptive:
    def test_bins_of_five_cells_for_three_overlap(self):
        """The bins are 0 1, 1 2 3 and 3 4."""
        x = np.array([[1, 5, 2, 4, 3]])
        assert adaptive_max_pool(x, 1, 3).tolist() == [[5, 5, 4]]
        assert adaptive_average_pool(x, 1, 3).tolist() == [[3, Fraction(11, 3), Fraction(7, 2)]]

    def test_more_bins_than_cells_repeat_them(self):
        """The bins of 2 cells for 3 are 0, 0 1 and 1."""
        assert adaptive_average_pool(np.array([[2], [6]]), 3, 1).tolist() == [[2], [4], [6]]

    def test_where_the_sizes_divide_it_is_ordinary_pooling(self):
        assert adaptive_max_pool(NOTES, 2, 2).tolist() == [[5, 3], [7, 4]]
        assert adaptive_average_pool(NOTES, 2, 2).tolist() == average_pool(NOTES, *both(4, 2, 2), False).tolist()

    def test_channels_and_decimals_stay_as_they_are(self):
        x = np.stack([NOTES, -NOTES]).astype(float)[None]
        assert adaptive_average_pool(x, 1, 1).tolist() == [[[[2.625]], [[-2.625]]]]
        assert adaptive_max_pool(x, 2, 1).shape == (1, 2, 2, 1)

    def test_truth_values_have_exact_means_in_every_pooling(self):
        x = np.array([[True, False, True]])
        third = [[Fraction(2, 3)]]
        means = adaptive_average_pool(x, 1, 1), average_pool(x, Axis(1, 1), Axis(3, 3), include_pad=True)
        assert [repr(found.tolist()) for found in means] == 2 * [repr(third)]

    def test_means_of_numbers_at_the_end_of_their_type_are_exact(self):
        assert adaptive_average_pool(np.array([[2**62, 2**62]]), 1, 1).tolist() == [[2**62]]
        assert adaptive_average_pool(np.array([[2**64 - 1, 1]], np.uint64), 1, 1).tolist() == [[2**63]]
        assert adaptive_average_pool(np.array([[200, 100]], np.uint8), 1, 1).tolist() == [[150]]

    def test_no_bins_at_all_are_refused(self):
        with pytest.raises(Impossible):
            adaptive_max_pool(NOTES[:0], 1, 1)
        with pytest.raises(Impossible, match="height is 0, but must be at least 1; take 1 or more"):
            adaptive_average_pool(NOTES, 0, 2)


class TestNorms:
    def test_the_notes_have_these_sums_of_squares(self):
        """S60: the roots of 39, 14, 82 and 25."""
        assert power_sums(NOTES, *both(4, 2, 2)).tolist() == [[39, 14], [82, 25]]
        assert lp_pool(NOTES, *both(4, 2, 2)).round(3).tolist() == [[6.245, 3.742], [9.055, 5.0]]

    def test_signs_do_not_matter_and_padding_adds_nothing(self):
        assert lp_pool(np.array([[3, -4]]), Axis(1, 1), Axis(2, 2)).tolist() == [[5.0]]
        assert power_sums(np.array([[-2, 1]]), Axis(1, 1), Axis(2, 2, 2, 1, 1), 3).tolist() == [[8, 1]]

    def test_p_of_one_is_the_sum_of_sizes(self):
        assert lp_pool(-NOTES, *both(4, 4), 1).tolist() == [[42.0]]

    def test_p_of_nothing_is_refused(self):
        with pytest.raises(Impossible):
            lp_pool(NOTES, *both(4, 2), 0)


class TestRouting:
    def test_places_are_counted_row_after_row(self):
        assert max_pool_indices(NOTES, *both(4, 2, 2)).tolist() == [[5, 3], [13, 15]]

    def test_of_equal_cells_the_first_is_meant_and_padding_has_no_place(self):
        assert max_pool_indices(np.full((2, 2), -1), *both(2, 2, 1, 1, 1)).tolist() == [[0, 0, 1], [0, 0, 1], [2, 2, 3]]

    def test_where_windows_overlap_gradients_add_up(self):
        x, dy = np.array([[1, 5, 2]]), np.array([[10, 20]])
        assert max_pool_backward(x, dy, Axis(1, 1), Axis(3, 2)).tolist() == [[0, 30, 0]]
        assert average_pool_backward(dy, Axis(1, 1), Axis(3, 2), True).tolist() == [[5, 15, 10]]

    def test_shares_are_exact(self):
        dy = np.array([[1]])
        assert average_pool_backward(dy, Axis(1, 1), Axis(3, 3), True).tolist() == [[Fraction(1, 3)] * 3]
        padded = Axis(1, 3, 1, 1, 1)
        assert average_pool_backward(dy, Axis(1, 1), padded, True).tolist() == [[Fraction(1, 3)]]
        assert average_pool_backward(dy, Axis(1, 1), padded, False).tolist() == [[1]]

    def test_unpooling_puts_the_maxima_back(self):
        pooled, places = np.array([[5, 3], [7, 4]]), np.array([[5, 3], [13, 15]])
        assert max_unpool(pooled, places, 4, 4).tolist() == [[0, 0, 0, 3], [0, 5, 0, 0], [0, 0, 0, 0], [0, 7, 0, 4]]
        with pytest.raises(Impossible):
            max_unpool(pooled, places, 3, 4)

    def test_a_gradient_of_another_shape_is_refused(self):
        with pytest.raises(Impossible):
            max_pool_backward(NOTES, np.ones((3, 2)), *both(4, 2, 2))

    @pytest.mark.parametrize("ceil", [False, True])
    @pytest.mark.parametrize(("kernel", "stride", "pad"), [(2, 2, 0), (3, 2, 1), (2, 1, 1), (3, 1, 0)])
    @pytest.mark.parametrize("rule", ["max", "average", "average without padding"])
    def test_gradients_agree_with_small_differences(self, rule, kernel, stride, pad, ceil):
        rounding = Rounding.CEIL_CLIP if ceil else Rounding.FLOOR
        rows, columns = (Axis(n, kernel, stride, pad, pad, rounding=rounding) for n in (5, 6))
        dice = np.random.default_rng(7)
        x, dy = dice.permutation(30).reshape(5, 6) / 7, dice.normal(size=(rows.out, columns.out))
        include = rule == "average"
        if rule == "max":
            found, pool = max_pool_backward(x, dy, rows, columns), lambda seen: max_pool(seen, rows, columns)
        else:
            found = average_pool_backward(dy, rows, columns, include)
            pool = lambda seen: average_pool(seen, rows, columns, include)  # noqa: E731
        for index in np.ndindex(x.shape):
            up, down = x.copy(), x.copy()
            up[index] += 1e-4
            down[index] -= 1e-4
            assert found[index] == pytest.approx(((pool(up) - pool(down)) * dy).sum() / 2e-4, abs=1e-7)
