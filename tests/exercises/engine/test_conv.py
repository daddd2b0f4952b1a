"""The convolution engine against maps written out by hand."""

import numpy as np
import pytest

from exercises.engine import conv, windows
from exercises.engine.backward import conv_backward
from exercises.engine.columns import col2im
from exercises.engine.conv import conv2d, correlate
from exercises.engine.conventions import Impossible, Rounding, Side
from exercises.engine.norms import power_sums
from exercises.engine.pool import window_sums
from exercises.engine.sizes import Axis, same_axis
from exercises.engine.transposed import transposed_conv

NINE = np.arange(9).reshape(3, 3)
FOUR = np.array([[0, 1], [2, 3]])


class TestOneMap:
    def test_without_axes_the_window_moves_one_cell_at_a_time_and_stays_inside(self):
        assert correlate(NINE, FOUR).tolist() == [[19, 25], [37, 43]]

    def test_the_kernel_is_not_flipped(self):
        x = np.array([[1, 2], [3, 4]])
        assert correlate(x, np.array([[1, 0], [0, 0]])).tolist() == [[1]]
        assert correlate(x, np.array([[0, 0], [0, 1]])).tolist() == [[4]]

    def test_padding_adds_zeros_on_the_sides_it_names(self):
        above_and_left = Axis(3, 2, 1, 1, 0)
        assert correlate(NINE, FOUR, above_and_left, above_and_left).tolist() == [[0, 3, 8], [9, 19, 25], [21, 37, 43]]

    def test_each_axis_has_its_own_stride(self):
        x = np.arange(20).reshape(4, 5)
        one = np.array([[1]])
        assert correlate(x, one, Axis(4, 1, 2), Axis(5, 1, 3)).tolist() == [[0, 3], [10, 13]]

    def test_a_kernel_may_be_a_rectangle(self):
        x = np.array([[1, 2, 3], [4, 5, 6]])
        assert correlate(x, np.array([[1, 1, 1]])).tolist() == [[6], [15]]
        assert correlate(x, np.array([[1], [-1]])).tolist() == [[-3, -3, -3]]

    def test_dilation_leaves_cells_out_between_the_taps(self):
        x = np.arange(16).reshape(4, 4)
        axis = Axis(4, 2, dilation=2)
        assert correlate(x, np.array([[1, 0], [0, 1]]), axis, axis).tolist() == [[10, 12], [18, 20]]

    def test_the_remainder_is_dropped(self):
        x = np.arange(6).reshape(1, 6)
        assert correlate(x, np.array([[1, 1, 1]]), Axis(1, 1), Axis(6, 3, 2)).tolist() == [[3, 9]]

    def test_same_upper_and_same_lower_differ_in_values_though_not_in_size(self):
        x = np.array([[1, 2, 3, 4]])
        w = np.array([[1, 10, 100]])
        upper, lower = same_axis(4, 3, 2), same_axis(4, 3, 2, side=Side.LOWER)
        assert correlate(x, w, Axis(1, 1), upper).tolist() == [[321, 43]]
        assert correlate(x, w, Axis(1, 1), lower).tolist() == [[210, 432]]

    def test_whole_numbers_stay_exact_however_large(self):
        big = 2**53 + 1
        assert correlate(np.array([[big]]), np.array([[1]]))[0, 0] == big

    def test_unsigned_bytes_do_not_wrap_when_the_kernel_is_wider(self):
        x = np.full((2, 2), 255, dtype=np.uint8)
        assert correlate(x, np.ones((2, 2), dtype=int)).tolist() == [[1020]]

    def test_the_input_is_not_changed_and_windows_cannot_be_written_to(self):
        x = NINE.copy()
        axis = Axis.symmetric(3, 2, 1, 1)
        seen = windows.patches(x, axis, axis)
        with pytest.raises(ValueError, match="read-only"):
            seen[0, 0, 0, 0] = 1
        correlate(x, FOUR, axis, axis)
        assert x.tolist() == NINE.tolist()

    def test_a_kernel_larger_than_the_padded_input_is_impossible(self):
        with pytest.raises(Impossible, match="kernel covers 4 cells"):
            correlate(NINE, np.ones((4, 4)))

    def test_axes_that_speak_of_another_array_or_kernel_are_refused(self):
        with pytest.raises(ValueError, match="3 x 3 kernel"):
            correlate(NINE, FOUR, Axis(3, 3), Axis(3, 3))
        with pytest.raises(ValueError, match="4 x 4 cells"):
            correlate(NINE, FOUR, Axis(4, 2), Axis(4, 2))

    def test_the_overhang_of_a_ceil_rule_reads_zeros(self):
        x = np.array([[1, 2, 3]])
        ceil = Axis(3, 2, 2, rounding=Rounding.CEIL_CLIP)
        assert correlate(x, np.array([[1, 10]]), Axis(1, 1), ceil).tolist() == [[21, 3]]


class TestVolumes:
    def test_channels_are_summed_and_filters_stacked(self):
        x = np.array([[[[1, 2]], [[3, 4]]]])  # one image, two channels of 1 x 2
        w = np.array([[[[1]], [[10]]], [[[0]], [[1]]]])  # two filters of 1 x 1
        assert conv2d(x, w, Axis(1, 1), Axis(2, 1)).tolist() == [[[[31, 42]], [[3, 4]]]]

    def test_the_bias_is_added_once_to_each_cell_of_its_map(self):
        x = np.ones((1, 3, 2, 2), dtype=int)
        w = np.ones((2, 3, 2, 2), dtype=int)
        assert conv2d(x, w, Axis(2, 2), Axis(2, 2), np.array([5, -1])).tolist() == [[[[17]], [[11]]]]

    def test_groups_read_their_own_channels(self):
        x = np.array([[[[1]], [[2]], [[3]], [[4]]]])
        w = np.array([[[[1]], [[10]]], [[[1]], [[10]]]])
        assert conv2d(x, w, Axis(1, 1), Axis(1, 1), groups=2).tolist() == [[[[21]], [[43]]]]

    def test_depthwise_keeps_channels_apart(self):
        x = np.array([[[[1]], [[2]]]])
        w = np.array([[[[3]]], [[[5]]]])
        assert conv2d(x, w, Axis(1, 1), Axis(1, 1), groups=2).tolist() == [[[[3]], [[10]]]]

    def test_every_image_of_a_batch_is_treated_alike(self):
        x = np.stack([NINE[None], 2 * NINE[None]])
        maps = conv2d(x, FOUR[None, None], Axis(3, 2), Axis(3, 2))
        assert maps.tolist() == [[[[19, 25], [37, 43]]], [[[38, 50], [74, 86]]]]

    @pytest.mark.parametrize(("filters", "per_filter", "groups"), [(2, 3, 1), (3, 2, 2), (2, 2, 3)])
    def test_channels_that_do_not_match_are_impossible(self, filters, per_filter, groups):
        with pytest.raises(Impossible):
            conv2d(np.ones((1, 4, 3, 3)), np.ones((filters, per_filter, 2, 2)), Axis(3, 2), Axis(3, 2), groups=groups)


class TestTheWaysOfNumpy:
    """The same sums by copied windows, by moved maps, and for integers by floats where these are exact."""

    @pytest.mark.parametrize(("groups", "dilation", "padding"), [(1, 1, 0), (2, 1, 1), (1, 2, 1), (2, 2, 3)])
    def test_large_maps_are_summed_tap_by_tap_to_the_same_numbers(self, monkeypatch, groups, dilation, padding):
        dice = np.random.default_rng(groups + dilation + padding)
        x, w = dice.integers(-9, 10, (2, 4, 9, 7)), dice.integers(-3, 4, (6, 4 // groups, 3, 2))
        rows = Axis.symmetric(9, 3, 1, padding, dilation)
        columns = Axis.symmetric(7, 2, 1, padding, dilation)
        copied = conv2d(x, w, rows, columns, groups=groups)
        monkeypatch.setattr(conv, "LARGE", 1)
        assert (conv2d(x, w, rows, columns, groups=groups) == copied).all()
        assert (conv2d(x.astype(float), w.astype(float), rows, columns, groups=groups) == copied).all()

    def test_integers_that_a_float_cannot_hold_stay_exact(self, monkeypatch):
        monkeypatch.setattr(conv, "MANY", 1)
        x, w = np.array([[[[2**53 + 1, 1]]]]), np.array([[[[1, 1]]]])
        assert conv2d(x, w, Axis(1, 1), Axis(2, 2)).tolist() == [[[[2**53 + 2]]]]
        assert not conv.whole_in_floats(x, w)

    def test_integers_whose_sums_a_float_holds_keep_their_type(self, monkeypatch):
        monkeypatch.setattr(conv, "MANY", 1)
        x, w = np.array([[[[2**26, -(2**26)]]]]), np.array([[[[2**25, 3]]]])
        out = conv2d(x, w, Axis(1, 1), Axis(2, 2))
        assert out.dtype == np.int64
        assert out.tolist() == [[[[2**51 - 3 * 2**26]]]]

    @pytest.mark.parametrize("bits", [24, 25, 26, 27])
    def test_near_the_border_they_are_as_exact_as_pythons_own(self, monkeypatch, bits):
        monkeypatch.setattr(conv, "MANY", 1)
        dice, axis = np.random.default_rng(bits), Axis(5, 2)
        x, w = (dice.integers(-(2**bits), 2**bits, shape) for shape in ((1, 3, 5, 5), (2, 3, 2, 2)))
        exact = conv2d(x.astype(object), w.astype(object), axis, axis)
        assert (conv2d(x, w, axis, axis) == exact).all()
        assert bool(conv.whole_in_floats(x, w)) == (bits == 24)


NARROW = (np.bool_, np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32)


class TestNarrowIntegers:
    """Sums that their own type cannot hold, against Python's integers."""

    @pytest.mark.parametrize("dtype", NARROW)
    def test_convolutions_both_ways_and_gradients_do_not_wrap(self, dtype):
        # With larger ones 18 products would not fit into 64 bits.
        most, axis = 1 if dtype is np.bool_ else min(np.iinfo(dtype).max, 2**29), Axis(4, 3)
        x, w = np.full((2, 4, 4), most, dtype), np.full((1, 2, 3, 3), most, dtype)
        cell = most**2
        assert (conv2d(x[None], w, axis, axis) == 18 * cell).all()
        assert (correlate(x[0], w[0, 0]) == 9 * cell).all()
        assert transposed_conv(x[0], w[0, 0]).max() == 9 * cell
        dx, dw, db = conv_backward(x, w, np.full((1, 2, 2), most, dtype), axis, axis)
        assert (dx.max(), dw.max(), db[0]) == (4 * cell, 4 * cell, 4 * most)

    @pytest.mark.parametrize("dtype", NARROW[1:])
    def test_nor_do_sums_of_windows_powers_and_columns(self, dtype):
        least, axis = np.iinfo(dtype).min or np.iinfo(dtype).max, Axis(2, 2)
        x = np.full((2, 2), least, dtype)
        assert window_sums(x, axis, axis).tolist() == [[4 * least]]
        if dtype not in (np.int32, np.uint32):  # four squares of these do not fit into 64 bits
            assert power_sums(x, axis, axis).tolist() == [[4 * least**2]]
        columns = np.full((2, 2), least, dtype)
        assert col2im(columns, 1, Axis(1, 1), Axis(3, 2)).tolist() == [[[least, 2 * least, least]]]


class TestWhatCannotBe:
    def test_an_empty_batch_has_no_maps_and_no_filters_make_none(self):
        axis = Axis(3, 2)
        assert conv2d(np.ones((0, 1, 3, 3), int), np.ones((2, 1, 2, 2), int), axis, axis).shape == (0, 2, 2, 2)
        assert conv2d(np.ones((1, 1, 3, 3), int), np.ones((0, 1, 2, 2), int), axis, axis).shape == (1, 0, 2, 2)

    def test_each_filter_needs_its_bias(self):
        with pytest.raises(Impossible, match=r"2 filters need one bias each, .* shape \(1,\)"):
            conv2d(np.ones((1, 1, 3, 3)), np.ones((2, 1, 2, 2)), Axis(3, 2), Axis(3, 2), np.ones(1))

    def test_kernels_are_those_that_the_axes_speak_of(self):
        with pytest.raises(ValueError, match="the axes speak of 2 x 2 kernels"):
            conv2d(np.ones((1, 1, 3, 3)), np.ones((2, 1, 3, 3)), Axis(3, 2), Axis(3, 2))

    @pytest.mark.parametrize(
        ("filters", "per_filter", "groups", "mended"),
        [(6, 2, 3, "take 1 or another divisor of 2"), (3, 4, 2, "take 1 group"), (2, 3, 1, "make its kernels 4 ")],
    )
    def test_what_mends_groups_is_said(self, filters, per_filter, groups, mended):
        with pytest.raises(Impossible, match=mended):
            conv2d(np.ones((1, 4, 3, 3)), np.ones((filters, per_filter, 2, 2)), Axis(3, 2), Axis(3, 2), groups=groups)
