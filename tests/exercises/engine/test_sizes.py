"""The engine's sizes against numbers worked out by hand."""

from itertools import product

import pytest

from exercises.engine.conventions import Impossible, Rounding, Side
from exercises.engine.sizes import (
    Axis,
    inputs_for,
    same_axis,
    same_pads,
    same_size,
    same_total,
    size_of,
    symmetric_same_padding,
    torch_same_axis,
)
from exercises.engine.transposed_sizes import keras_transposed_size, stamped, transposed_size


@pytest.mark.parametrize(
    ("axis", "numbers"),
    [
        (Axis(7, 3), (3, 7, 4, 4, 0, 5)),
        (Axis(6, 3, 2), (3, 6, 3, 1, 1, 2)),
        (Axis(7, 3, 2, 1, 1), (3, 9, 6, 3, 0, 4)),
        (Axis(7, 3, 2, 0, 1), (3, 8, 5, 2, 1, 3)),
        (Axis(10, 3, 3, 2, 2, 2), (5, 14, 9, 3, 0, 4)),
        (Axis(5, 5), (5, 5, 0, 0, 0, 1)),
        (Axis(1, 1, 4), (1, 1, 0, 0, 0, 1)),
    ],
)
def test_the_numbers_on_the_way_to_a_size(axis, numbers):
    assert (axis.extent, axis.padded, axis.span, axis.quotient, axis.remainder, axis.out) == numbers


@pytest.mark.parametrize(
    ("numbers", "sizes"),
    [  # floor, ceil with clip, Caffe, pure ceil
        ((6, 3, 2), (2, 3, 3, 3)),
        ((7, 3, 2), (3, 3, 3, 3)),
        ((6, 1, 2), (3, 3, 4, 4)),
        ((5, 2, 3, 1, 1), (2, 2, 2, 3)),  # a third window would start at 6, beyond 5 + 1
        ((6, 2, 3, 1, 1), (3, 3, 3, 3)),
        ((4, 2, 3, 1, 1), (2, 2, 2, 3)),
        ((5, 1, 3, 0, 1), (2, 2, 2, 3)),  # a third would start at 6: a pad at the end alone clips for Caffe too
        ((5, 1, 3, 1, 0), (2, 2, 2, 3)),
    ],
)
def test_libraries_differ_on_a_window_that_does_not_fit_whole(numbers, sizes):
    rules = (Rounding.FLOOR, Rounding.CEIL_CLIP, Rounding.CAFFE_CEIL, Rounding.PURE_CEIL)
    assert tuple(Axis(*numbers, rounding=rule).out for rule in rules) == sizes


def test_the_strict_rule_refuses_a_remainder_and_agrees_otherwise():
    assert Axis(7, 3, 2, rounding=Rounding.STRICT).out == 3
    with pytest.raises(Impossible, match="does not fit a span of 3: 1 cell is left over;"):
        _ = Axis(6, 3, 2, rounding=Rounding.STRICT).out
    with pytest.raises(Impossible, match="does not fit a span of 5: 2 cells are left over;"):
        _ = Axis(8, 3, 3, rounding=Rounding.STRICT).out


def test_output_padding_may_be_as_large_as_the_dilation_allows():
    """PyTorch takes what is below the stride or the dilation: (3 - 1) * 1 + 5 + 1 = 8."""
    assert transposed_size(3, 3, 1, dilation=2, output_padding=1) == 8
    assert transposed_size(3, 3, 3, dilation=2, output_padding=2) == 13
    with pytest.raises(Impossible, match=r"output padding 2 must be .* smaller than the stride 1 or the dilation 2"):
        transposed_size(3, 3, 1, dilation=2, output_padding=2)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((0, 1), "n is 0"),
        ((5, 0), "kernel is 0"),
        ((5, 3, 0), "stride is 0"),
        ((5, 3, 1, -1), "cannot be negative"),
        ((5, 3, 1, 0, 0, 0), "dilation is 0"),
    ],
)
def test_numbers_that_no_layer_can_have_are_refused(numbers, said):
    with pytest.raises(Impossible, match=said):
        Axis(*numbers)


def test_a_window_fits_when_its_extent_is_no_longer_than_the_padded_input():
    assert Axis(3, 3).fits
    assert not Axis(2, 3).fits
    assert Axis(2, 3, 1, 1, 0).fits
    assert not Axis(4, 3, dilation=2).fits
    with pytest.raises(Impossible, match="use a kernel of at most 2, or more padding"):
        _ = Axis(4, 3, dilation=2).span


def test_padding_is_counted_per_side():
    assert Axis.symmetric(5, 3, 2, 1, 2) == Axis(5, 3, 2, 1, 1, 2)


@pytest.mark.parametrize(
    ("n", "kernel", "stride", "dilation", "size", "total", "upper", "lower"),
    [
        (28, 3, 2, 1, 14, 1, (0, 1), (1, 0)),
        (5, 3, 1, 1, 5, 2, (1, 1), (1, 1)),
        (5, 2, 1, 1, 5, 1, (0, 1), (1, 0)),
        (7, 3, 2, 1, 4, 2, (1, 1), (1, 1)),
        (9, 2, 3, 1, 3, 0, (0, 0), (0, 0)),
        (10, 5, 3, 1, 4, 4, (2, 2), (2, 2)),
        (11, 6, 3, 1, 4, 4, (2, 2), (2, 2)),
        (12, 6, 3, 1, 4, 3, (1, 2), (2, 1)),
        (8, 3, 1, 2, 8, 4, (2, 2), (2, 2)),
        (8, 2, 1, 3, 8, 3, (1, 2), (2, 1)),
    ],
)
def test_same_rounds_the_size_up_and_puts_the_odd_zero_where_the_rule_says(
    n, kernel, stride, dilation, size, total, upper, lower
):
    assert same_size(n, stride) == size
    assert same_total(n, kernel, stride, dilation) == total
    assert same_pads(n, kernel, stride, dilation) == upper
    assert same_pads(n, kernel, stride, dilation, Side.LOWER) == lower
    for side in Side:
        assert same_axis(n, kernel, stride, dilation, side).out == size


@pytest.mark.parametrize(
    ("kernel", "dilation", "padding"),
    [(1, 1, 0), (3, 1, 1), (5, 1, 2), (3, 2, 2), (3, 4, 4), (2, 2, 1), (2, 1, None), (4, 1, None), (4, 3, None)],
)
def test_one_padding_for_both_sides_keeps_the_size_unless_the_total_is_odd(kernel, dilation, padding):
    assert symmetric_same_padding(kernel, dilation) == padding


@pytest.mark.parametrize(
    ("out", "settings", "inputs"),
    [
        (2, (3, 2), [5, 6]),
        (3, (3, 2), [7, 8]),
        (1, (4, 3), [4, 5, 6]),
        (3, (3, 3, 1), [7, 8, 9]),
        (2, (3, 2, 0, 2), [7, 8]),
        (2, (5, 4, 4), [1, 2, 3, 4]),
        (2, (5, 3, 4), [1, 2]),
        (5, (3, 1, 1), [5]),
    ],
)
def test_all_the_inputs_that_give_one_output(out, settings, inputs):
    assert list(inputs_for(out, *settings)) == inputs


def test_no_other_input_gives_that_output():
    for settings in ((3, 2, 0, 1), (4, 3, 1, 1), (3, 5, 2, 2), (5, 3, 4, 1)):
        axes = [Axis.symmetric(n, *settings) for n in range(1, 60)]
        for out in (2, 3, 4):
            found = [axis.n for axis in axes if axis.fits and axis.out == out]
            assert list(inputs_for(out, *settings)) == found


@pytest.mark.parametrize(
    ("settings", "size"),
    [
        ((6, 3), 8),
        ((14, 3, 2, 1, 1, 1), 28),
        ((14, 4, 2, 1), 28),
        ((4, 2, 2), 8),
        ((10, 3, 4, 1, 2, 3), 42),
        ((1, 1), 1),
    ],
)
def test_a_transposed_convolution_undoes_the_size_of_a_convolution(settings, size):
    assert transposed_size(*settings) == size
    n, *numbers = settings
    assert Axis.symmetric(size, *numbers[:4]).out == n


def test_the_windows_of_a_transposed_convolution_lie_side_by_side_and_fill_their_axis():
    axis = stamped(3, 3, 2)
    assert (axis.n, axis.out, axis.remainder) == (7, 3, 0)


def test_impossible_transposed_settings_are_refused():
    with pytest.raises(Impossible, match="output padding 2 must be at least 0 and smaller than the stride 2"):
        transposed_size(5, 3, 2, output_padding=2)
    with pytest.raises(Impossible, match="padding 2 cuts 4 cells off, but only 3 were made"):
        transposed_size(2, 2, 1, 2)


@pytest.mark.parametrize(
    ("settings", "valid", "same"), [((7, 2, 3), 21, 21), ((7, 5, 2), 17, 14), ((5, 3, 1), 7, 5), ((4, 2, 2), 8, 8)]
)
def test_keras_makes_a_stride_of_cells_for_every_cell(settings, valid, same):
    assert keras_transposed_size(*settings) == valid
    assert keras_transposed_size(*settings, same=True) == same


@pytest.mark.parametrize(
    ("settings", "valid", "same"),  # as Keras 3.15 on TensorFlow 2.21 makes them
    [((3, 3, 2, 1), 8, 6), ((3, 5, 3, 0), 11, 7), ((2, 1, 4, 3), 8, 8), ((4, 3, 1, 0), 6, 4)],
)
def test_an_output_padding_in_keras_counts_from_the_last_stamp(settings, valid, same):
    *numbers, extra = settings
    assert keras_transposed_size(*numbers, output_padding=extra) == valid
    assert keras_transposed_size(*numbers, same=True, output_padding=extra) == same


def test_what_keras_refuses_is_refused():
    with pytest.raises(Impossible, match="output padding 2 must be at least 0 and smaller than the stride 2"):
        keras_transposed_size(3, 3, 2, output_padding=2)
    with pytest.raises(Impossible, match='4 cells with "same" and stride 2 lead back to 2 and not to 3'):
        keras_transposed_size(3, 2, 2, same=True, output_padding=0)


@pytest.mark.parametrize(
    ("kernel", "dilation", "pads"), [(3, 1, (1, 1)), (4, 1, (1, 2)), (2, 3, (1, 2)), (1, 1, (0, 0))]
)
def test_same_in_pytorch_keeps_the_size_with_the_odd_zero_at_the_end(kernel, dilation, pads):
    axis = torch_same_axis(9, kernel, dilation=dilation)
    assert ((axis.begin, axis.end), axis.out) == (pads, 9)


def test_same_in_pytorch_takes_no_other_stride():
    with pytest.raises(Impossible, match='padding="same" in PyTorch takes stride 1 alone, not 2; use stride 1, or'):
        torch_same_axis(9, 3, 2)


def test_a_size_from_numbers_alone_is_that_of_the_axis():
    for n, k, s, p, d in product((1, 4, 7, 12), (1, 2, 5), (1, 2, 3), (0, 1, 3), (1, 2)):
        axis = Axis.symmetric(n, k, s, p, d)
        assert size_of(n, k, s, p, d) == (axis.out if axis.fits else 0)
