"""Statements of the seeds about sizes, padding, strides and chains, by their ids in the domain notes.

Those that are wrong in print stand here as what they should have been: S16, S41, S71, S81.
"""

from math import ceil, floor

import pytest

from exercises.engine import windows
from exercises.engine.conventions import Impossible, Side
from exercises.engine.sizes import Axis, inputs_for, same_pads, same_size, same_total, symmetric_same_padding
from exercises.engine.stack import Layer, sizes_through

SIZES = {  # id: (n, kernel, stride, padding), size
    "S1": ((32, 5), 28),
    "S7": ((3, 2, 1, 1), 4),
    "S9-three": ((8, 3, 1, 1), 8),
    "S9-five": ((8, 5, 1, 2), 8),
    "S16": ((7, 3, 2), 3),  # not floor(5/2) = 2
    "S22": ((5, 3), 3),
    "S29": ((5, 3), 3),
    "S30": ((7, 3), 5),
    "S31": ((5, 1, 1, 1), 7),
    "S33": ((5, 3, 1, 1), 5),
    "S41": ((7, 3, 2), 3),  # not floor(5/2) = 2
    "S42": ((6, 3, 2), 2),
    "S43": ((7, 3, 2), 3),
    "S48": ((228, 3), 226),
    "S57": ((4, 2, 2), 2),
    "S62-convolution": ((6, 3), 4),
    "S62-pooling": ((4, 2, 2), 2),
    "S70": ((7, 3), 5),
    "S71-plain": ((5, 3), 3),
    "S71-padded": ((5, 3, 1, 1), 5),  # printed as 3 a second time
    "S72": ((7, 3), 5),
    "S74": ((7, 3, 2), 3),
    "S75": ((7, 3, 2), 3),
    "S77": ((7, 3, 2, 1), 4),
    "S78": ((6, 3, 2), 2),
    "S81": ((6, 3, 2), 2),  # printed with ceiling brackets, which would give 3
    "S82": ((28, 3, 2, 1), 14),
    "S88": ((8, 3), 6),
    "S95": ((8, 5), 4),
    "S96": ((8, 1), 8),
    "S97": ((8, 8), 1),
    "S98": ((8, 3, 1, 1), 8),
    "S105": ((8, 3, 2), 3),
}


@pytest.mark.parametrize("fact", SIZES)
def test_the_size_is_as_the_seed_says_or_should_have_said(fact):
    numbers, size = SIZES[fact]
    assert Axis.symmetric(*numbers).out == size


SHAPES = {  # id: (rows), (columns), shape
    "S15-read-as-3-down-2-across": ((3, 2, 3, 1), (3, 2, 2, 1), (2, 2)),
    "S15-read-as-2-down-3-across": ((3, 2, 2, 1), (3, 2, 3, 1), (2, 2)),
    "S44": ((6, 3, 2), (7, 3, 2), (2, 3)),
    "S47": ((6, 3, 2), (7, 3, 1), (2, 5)),
    "S79-union": ((6, 3, 2), (7, 3, 2), (2, 3)),
    "S79-five-rows": ((5, 3, 2), (7, 3, 2), (2, 3)),
    "S103": ((8, 3, 1), (8, 3, 1), (6, 6)),
}


@pytest.mark.parametrize("fact", SHAPES)
def test_the_shape_is_height_before_width(fact):
    rows, columns, shape = SHAPES[fact]
    assert (Axis.symmetric(*rows).out, Axis.symmetric(*columns).out) == shape


CHAINS = {  # id: n, layers, sizes
    "S2": (32, [Layer(5)] * 7, (28, 24, 20, 16, 12, 8, 4)),
    "S2-game-over": (32, [Layer(5)] * 8, (28, 24, 20, 16, 12, 8, 4)),
    "S63": (6, [Layer(3), Layer(2, 2)], (4, 2)),
    "S94": (8, [Layer(3)] * 2, (6, 4)),
    "S102": (8, [Layer(3, padding=1)] * 3, (8, 8, 8)),
    "S109": (32, [Layer(5)] * 100, (28, 24, 20, 16, 12, 8, 4)),
}


@pytest.mark.parametrize("fact", CHAINS)
def test_a_chain_shrinks_until_the_next_layer_does_not_fit(fact):
    n, layers, sizes = CHAINS[fact]
    assert sizes_through(n, layers) == sizes


def test_s3_every_axis_loses_the_kernel_less_one():
    assert [Axis(n, k).out for n, k in ((32, 5), (28, 5), (5, 3), (8, 1))] == [28, 24, 3, 8]


def test_s4_large_kernels_lose_fast_and_large_images_little():
    lost = {k: 224 - sizes_through(224, [Layer(k)] * 10)[-1] for k in (3, 11)}
    assert lost == {3: 20, 11: 100}


def test_s5_zeros_around_keep_the_size_only_when_they_are_as_many_as_the_kernel_takes():
    assert [Axis.symmetric(8, 5, 1, p).out for p in (0, 1, 2, 3)] == [4, 6, 8, 10]


def test_s8_half_of_the_kernel_less_one_keeps_odd_kernels_and_loses_one_with_even_ones():
    assert [Axis.symmetric(9, k, 1, (k - 1) // 2).out for k in (3, 5, 7)] == [9, 9, 9]
    assert [Axis.symmetric(9, k, 1, (k - 1) // 2).out for k in (2, 4, 6)] == [8, 8, 8]


def test_s11_a_kernel_of_two_keeps_the_size_only_with_a_zero_on_one_side():
    assert [Axis.symmetric(5, 2, 1, p).out for p in (0, 1, 2)] == [4, 6, 8]
    assert symmetric_same_padding(2) is None
    assert (Axis(5, 2, begin=0, end=1).out, Axis(5, 2, begin=1, end=0).out) == (5, 5)


def test_s13_a_stride_keeps_every_second_or_third_entry_of_the_size_with_stride_one():
    for s in (2, 3):
        assert Axis(9, 2, s).out == len(range(0, Axis(9, 2).out, s))


def test_s16_and_s41_dividing_the_size_needs_rounding_up():
    for n in range(3, 40):
        assert Axis(n, 3, 2).out == ceil((n - 3 + 1) / 2) == floor((n - 3) / 2) + 1


def test_s17_without_room_for_another_jump_the_rest_is_dropped():
    assert (Axis(6, 3, 2).out, windows.never_read(Axis(6, 3, 2))) == (2, [5])


def test_s34_and_s35_windows_start_at_multiples_of_the_stride():
    assert [windows.start(Axis(7, 3, 1), i) for i in range(5)] == [0, 1, 2, 3, 4]
    assert [windows.start(Axis(7, 3, 2), i) for i in range(3)] == [0, 2, 4]


def test_s36_s37_and_s76_the_brackets_mean_floor():
    for n, k, s, p in ((7, 3, 2, 0), (6, 3, 2, 0), (28, 3, 2, 1), (13, 4, 3, 2)):
        assert Axis.symmetric(n, k, s, p).out == floor((n + 2 * p - k) / s) + 1


def test_s38_a_larger_stride_never_gives_a_larger_output():
    sizes = [Axis(32, 3, s).out for s in range(1, 8)]
    assert sizes == [30, 15, 10, 8, 6, 5, 5]


def test_s40_stride_two_moves_by_two_and_skips_one_start():
    axis = Axis(9, 3, 2)
    assert windows.start(axis, 1) - windows.start(axis, 0) == 2
    assert axis.out == 4 != Axis(9, 3, 3).out


def test_s79_two_inputs_share_one_output_because_of_the_stride():
    assert list(inputs_for(2, 3, 2)) == [5, 6]
    assert list(inputs_for(3, 3, 2)) == [7, 8]


def test_s80_and_s78_the_quotient_is_cut_and_not_rounded():
    assert (Axis(6, 3, 2).span, Axis(6, 3, 2).quotient) == (3, 1)
    assert floor(1.9) == 1


def test_s83_keras_reaches_the_same_size_with_other_pads():
    assert same_pads(28, 3, 2, side=Side.UPPER) == (0, 1)
    assert Axis(28, 3, 2, 0, 1).out == Axis(28, 3, 2, 1, 1).out == 14
    assert windows.start(Axis(28, 3, 2, 0, 1), 0) != windows.start(Axis(28, 3, 2, 1, 1), 0)


def test_s90_a_kernel_of_three_loses_28_of_64_pixels():
    assert 8 * 8 - Axis(8, 3).out ** 2 == 28


def test_s91_there_are_six_windows_and_the_last_ends_at_the_last_column():
    assert [windows.reads(Axis(8, 3), i) for i in (0, 5)] == [[0, 1, 2], [5, 6, 7]]


def test_s73_and_s101_valid_pads_nothing():
    assert (Axis(8, 3).begin, Axis(8, 3).end, Axis(8, 3).out) == (0, 0, 6)


def test_s100_same_keeps_the_shape_only_at_stride_one():
    assert [same_size(8, s) for s in (1, 2, 3)] == [8, 4, 3]


def test_s106_eight_is_not_halved_and_its_last_row_is_never_read():
    axis = Axis(8, 3, 2)
    assert axis.out == 3
    assert windows.never_read(axis) == [7]
    uses = [sum(position in windows.reads(axis, i) for i in range(axis.out)) for position in range(8)]
    assert uses == [1, 1, 2, 1, 2, 1, 1, 0]


def test_s108_with_same_padding_every_pixel_is_the_centre_of_a_window():
    axis = Axis.symmetric(8, 3, 1, 1)
    assert [windows.reads(axis, i)[1] for i in range(axis.out)] == list(range(8))


def test_s110_the_common_kernels_need_one_two_and_three_zeros_on_each_side():
    assert [symmetric_same_padding(k) for k in (3, 5, 7)] == [1, 2, 3]
    assert [same_total(64, k) for k in (3, 5, 7)] == [2, 4, 6]


def test_s2_the_eighth_layer_is_game_over():
    with pytest.raises(Impossible, match="covers 5 cells, but the padded input has only 4"):
        Axis(4, 5).span  # noqa: B018


@pytest.mark.parametrize(("n", "k"), [(n, k) for n in range(1, 12) for k in range(1, n + 1)])
def test_s3_and_s24_a_map_is_n_less_k_plus_1_and_never_larger_than_its_input(n, k):
    assert Axis(n, k).out == n - k + 1 <= n


@pytest.mark.parametrize("k", range(1, 12))
def test_s8_half_the_kernel_rounded_down_keeps_the_size_for_odd_kernels_and_loses_one_for_even_ones(k):
    assert Axis.symmetric(20, k, padding=(k - 1) // 2).out == (20 if k % 2 else 19)


@pytest.mark.parametrize("n", range(5, 20))
def test_s17_where_there_is_no_room_for_another_jump_it_is_dropped(n):
    axis = Axis(n, 3, 2)
    assert windows.start(axis, axis.out - 1) + 3 <= n < windows.start(axis, axis.out) + 3


@pytest.mark.parametrize(("n", "k", "s", "p"), [(6, 3, 2, 0), (7, 3, 2, 0), (28, 5, 3, 2), (9, 4, 4, 1)])
def test_s36_and_s37_the_quotient_is_rounded_down_before_the_one_is_added(n, k, s, p):
    assert Axis.symmetric(n, k, s, p).out == floor((n + 2 * p - k) / s) + 1
