"""Statements of the seeds about weights, work, memory, channels and reading, by their ids in the domain notes."""

import pytest

from exercises.engine import windows
from exercises.engine.cost import Filters, bytes_of
from exercises.engine.shapes import Tensor
from exercises.engine.sizes import Axis, same_size

PARAMETERS = {  # id: kernel, layers, parameters
    "S89": (3, 1, 10),
    "S94": (3, 2, 20),
    "S95": (5, 1, 26),
    "S96": (1, 1, 2),
    "S97": (8, 1, 65),
    "S102": (3, 3, 30),
    "S105": (3, 1, 10),
}


@pytest.mark.parametrize("fact", PARAMETERS)
def test_the_article_counts_nine_weights_and_a_bias_for_each_filter_of_three(fact):
    kernel, layers, parameters = PARAMETERS[fact]
    assert layers * Filters((kernel, kernel), 1, 1).parameters == parameters


def test_s10_branches_with_other_kernels_have_one_size_when_each_is_padded_to_keep_it():
    three, five = Axis.symmetric(28, 3, 1, 1), Axis.symmetric(28, 5, 1, 2)
    assert three.out == five.out == 28


def test_s46_a_stride_of_two_takes_about_a_quarter_of_the_work():
    filters = Filters((3, 3), 16, 32)
    dense, strided = (filters.multiply_adds(Axis(65, 3, s).out, Axis(65, 3, s).out) for s in (1, 2))
    assert (Axis(65, 3).out, Axis(65, 3, 2).out) == (63, 32)
    assert strided / dense == pytest.approx(0.25, abs=0.01)


def test_s48_a_hundred_filters_make_a_hundred_channels():
    axis = Axis(228, 3)
    assert Tensor(1, 3, 100, 1, axis, axis, "NHWC").right == (1, 226, 226, 100)


def test_s49_one_image_takes_20_43_megabytes_or_19_48_mebibytes():
    size = bytes_of(226 * 226 * 100, 32)
    assert size == 20_430_400
    assert round(size / 2**20, 2) == 19.48


def test_s50_a_hundred_images_take_2_043_gigabytes_or_1_903_gibibytes_and_not_1_59():
    size = bytes_of(100 * 226 * 226 * 100, 32)
    assert (round(size / 10**9, 3), round(size / 2**30, 3)) == (2.043, 1.903)


def test_s63_and_s64_pooling_keeps_the_channels_and_learns_nothing():
    axis = Axis(4, 2, 2)
    assert Tensor(1, 2, 0, 1, axis, axis, "NHWC").right == (1, 2, 2, 2)


def test_s86_keras_puts_the_filters_last():
    assert Tensor(32, 1, 7, 1, Axis(8, 3), Axis(8, 3), "NHWC").right == (32, 6, 6, 7)


def test_s12_with_padding_the_border_windows_read_fewer_real_cells():
    axis = Axis.symmetric(8, 3, 1, 1)
    assert [len(windows.reads_inside(axis, i)) for i in range(axis.out)] == [2, 3, 3, 3, 3, 3, 3, 2]


def test_s40_with_stride_two_the_next_window_starts_two_cells_on():
    assert [windows.reads(Axis(9, 3, 2), i) for i in (0, 1)] == [[0, 1, 2], [2, 3, 4]]


def test_s83_both_ways_make_14_out_of_28():
    assert same_size(28, 2) == Axis.symmetric(28, 3, 2, 1).out == 14
