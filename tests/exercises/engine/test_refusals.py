"""What the engine is given and cannot have: each is refused with the number, and with how to mend it."""

import inspect

import numpy as np
import pytest

from exercises.engine.adaptive import adaptive_average_pool, adaptive_max_pool
from exercises.engine.backward import conv_backward
from exercises.engine.columns import col2im, im2col
from exercises.engine.conv import conv2d, correlate
from exercises.engine.conventions import Impossible, Rounding
from exercises.engine.cost import Filters, batch_norm_parameters, bytes_of, dense_parameters
from exercises.engine.field import receptive_field
from exercises.engine.inverse import all_settings, settings_for
from exercises.engine.layers import Conv, Dense, Flatten, Pool
from exercises.engine.network import Added, Branches, shapes_as_far, stacked, table
from exercises.engine.norms import power_sums
from exercises.engine.pool import average_pool, max_pool, min_pool
from exercises.engine.recover import equations
from exercises.engine.routing import max_pool_indices, max_unpool
from exercises.engine.shifting import Shifted, Windowed
from exercises.engine.sizes import (
    Axis,
    inputs_for,
    same_axis,
    same_pads,
    same_size,
    same_total,
    scipy_axis,
    size_of,
    symmetric_same_padding,
    torch_same_axis,
)
from exercises.engine.stack import Layer, layer_of, least_input, sizes_through
from exercises.engine.transposed import keras_transposed_conv, spread, stamp, transposed_conv
from exercises.engine.transposed_sizes import keras_transposed_size, stamped, transposed_size
from exercises.engine.windows import adaptive_bin

MAY_BE_NONE = {"padding", "output_padding", "begin", "end", "i"}  # of which there may be 0
NOT_NUMBERS = {"rounding", "side", "mode", "same", "bias", "layers"}
GOOD = {
    Axis: {"n": 9, "kernel": 3, "stride": 2, "begin": 1, "end": 1, "dilation": 1},
    Axis.symmetric: {"n": 9, "kernel": 3, "stride": 2, "padding": 1, "dilation": 1},
    size_of: {"n": 9, "kernel": 3, "stride": 2, "padding": 1, "dilation": 1},
    same_size: {"n": 9, "stride": 2},
    same_total: {"n": 9, "kernel": 3, "stride": 2, "dilation": 1},
    same_pads: {"n": 9, "kernel": 3, "stride": 2, "dilation": 1},
    same_axis: {"n": 9, "kernel": 3, "stride": 2, "dilation": 1},
    torch_same_axis: {"n": 9, "kernel": 3, "stride": 1, "dilation": 1},
    symmetric_same_padding: {"kernel": 3, "dilation": 1},
    inputs_for: {"out": 4, "kernel": 3, "stride": 2, "padding": 1, "dilation": 1},
    transposed_size: {"n": 9, "kernel": 3, "stride": 2, "padding": 1, "dilation": 1, "output_padding": 1},
    stamped: {"n": 9, "kernel": 3, "stride": 2, "dilation": 1},
    keras_transposed_size: {"n": 9, "kernel": 3, "stride": 2, "output_padding": 1},
    scipy_axis: {"n": 9, "k": 3, "mode": "same"},
    Layer: {"kernel": 3, "stride": 2, "padding": 1, "dilation": 1},
    layer_of: {"kernel": 3, "stride": 2, "padding": 1},
    least_input: {"out": 4, "layers": ()},
    sizes_through: {"n": 9, "layers": ()},
    Filters: {"kernel": (3, 3), "channels": 4, "filters": 4, "groups": 2},
    Conv: {"filters": 4, "kernel": 3, "stride": 2, "padding": 1, "groups": 2, "channels": 4},
    Pool: {"kernel": 3, "stride": 2, "padding": 1},
    Dense: {"outputs": 3, "inputs": 4},
    dense_parameters: {"inputs": 4, "outputs": 3},
    batch_norm_parameters: {"channels": 4},
    adaptive_bin: {"n": 5, "out": 3, "i": 2},
}
NAMED = [(made, name) for made, good in GOOD.items() for name in good if name not in NOT_NUMBERS]


@pytest.mark.parametrize(("made", "name"), NAMED, ids=lambda one: getattr(one, "__name__", one))
@pytest.mark.parametrize("wrong", [0, -1, 1.5, 2.0, True, None, "3", np.int64(3)])
def test_every_number_is_whole_and_large_enough(made, name, wrong):
    good = GOOD[made]
    made(**good)
    free = wrong is None and inspect.signature(made).parameters[name].default is None
    if free or (wrong == 0 and name in MAY_BE_NONE):
        made(**{**good, name: wrong})
        return
    value = (wrong, 3) if isinstance(good[name], tuple) else wrong
    with pytest.raises(Impossible) as refused:
        made(**{**good, name: value})
    said = str(refused.value)
    assert ";" in said, "how to mend it"
    assert str(wrong) in said


def test_every_number_of_these_is_tried():
    """A number that is added to one of them is tried too."""
    for made, good in GOOD.items():
        assert set(inspect.signature(made).parameters) - NOT_NUMBERS == set(good) - NOT_NUMBERS


def cells(*shape):
    return np.ones(shape, int)


SIDES = Axis(5, 3), Axis(5, 3)
RANKS = {
    "correlate x": lambda: correlate(cells(2, 5, 5), cells(3, 3)),
    "correlate w": lambda: correlate(cells(5, 5), cells(1, 3, 3)),
    "correlate row": lambda: correlate(cells(5), cells(3)),
    "correlate other axes": lambda: correlate(cells(5, 5), cells(2, 2), *SIDES),
    "conv2d x": lambda: conv2d(cells(2, 5, 5), cells(1, 2, 3, 3), *SIDES),
    "conv2d w": lambda: conv2d(cells(1, 2, 5, 5), cells(2, 3, 3), *SIDES),
    "conv2d both": lambda: conv2d(cells(5, 5, 5), cells(5, 3, 3), *SIDES),
    "conv2d bias": lambda: conv2d(cells(1, 1, 5, 5), cells(2, 1, 3, 3), *SIDES, bias=cells(2, 1)),
    "conv2d one bias": lambda: conv2d(cells(1, 1, 5, 5), cells(2, 1, 3, 3), *SIDES, bias=np.array(3)),
    "conv_backward x": lambda: conv_backward(cells(5, 5), cells(1, 1, 3, 3), cells(1, 3, 3), *SIDES),
    "conv_backward w": lambda: conv_backward(cells(1, 5, 5), cells(1, 3, 3), cells(1, 3, 3), *SIDES),
    "conv_backward dy": lambda: conv_backward(cells(1, 5, 5), cells(1, 1, 3, 3), cells(3, 3), *SIDES),
    "max_pool": lambda: max_pool(cells(5), *SIDES),
    "min_pool": lambda: min_pool(cells(5), *SIDES),
    "average_pool": lambda: average_pool(cells(5), *SIDES, include_pad=True),
    "average_pool floats": lambda: average_pool(cells(5).astype(float), *SIDES, include_pad=True),
    "power_sums": lambda: power_sums(cells(5), *SIDES),
    "adaptive_max_pool": lambda: adaptive_max_pool(cells(5), 1, 1),
    "adaptive_average_pool": lambda: adaptive_average_pool(cells(5), 1, 1),
    "max_pool_indices": lambda: max_pool_indices(cells(1, 5, 5), *SIDES),
    "im2col": lambda: im2col(cells(2, 1, 5, 5), *SIDES),
    "im2col row": lambda: im2col(cells(5), *SIDES),
    "col2im": lambda: col2im(cells(9), 1, *SIDES),
    "equations": lambda: next(equations(cells(1, 5, 5), cells(3, 3), {(0, 0)})),
    "stamp": lambda: stamp(cells(1, 5, 5), cells(3, 3)),
    "stamp's kernel": lambda: stamp(cells(5, 5), cells(3)),
}


@pytest.mark.parametrize("made", RANKS.values(), ids=RANKS)
def test_an_array_with_other_axes_is_refused_with_its_shape(made):
    with pytest.raises(Impossible, match=r"shape (is )?\(|dimensions"):
        made()


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: Axis(6, 3, 2, rounding="bogus").out, "no rounding 'bogus'; choose one of floor, strict, ceil-clip"),
        (lambda: Axis.symmetric(6, 3, 2, rounding="bogus"), "no rounding 'bogus'"),
        (lambda: Pool(2, 2, rounding="up"), "no rounding 'up'"),
        (lambda: scipy_axis(5, 3, "sam"), "no mode 'sam'; choose one of full, same, valid"),
        (lambda: settings_for("size", [Axis(7, 3)]), "no setting 'size'; choose one of n, kernel, stride, padding"),
        (lambda: all_settings(5, 3, [(0, 3), (1, 2), (0, 1)]), "kernel is 0, but must be at least 1"),
        (lambda: all_settings(5, 0, [(2, 3), (1, 2), (0, 1)]), "out is 0, but must be at least 1"),
        (lambda: bytes_of(3, 7), "bits is 7, but must be at least 8"),
        (lambda: bytes_of(3, 12), "bits is 12; take 8, 16, 32 or 64"),
        (lambda: bytes_of(-1, 8), "numbers is -1, but must be at least 0"),
        (lambda: Filters((3,), 4, 4), r"kernel is \(3,\); write its height and width, such as \(3, 3\)"),
        (lambda: Filters((3, 3), 3, 4, 2), "2 groups must divide both 3 input channels and 4 filters; take 1 group"),
        (lambda: Filters((3, 3), 4, 4).multiply_adds(0, 3), "height is 0, but must be at least 1"),
        (lambda: conv2d(cells(1, 2, 5, 5), cells(2, 2, 3, 3), *SIDES, groups=0), "groups is 0, but must be at least 1"),
        (lambda: conv2d(cells(1, 2, 5, 5), cells(2, 2, 3, 3), *SIDES, groups=True), "groups is True; write a whole"),
        (lambda: receptive_field([(3, 0, 1)]), "stride is 0, but must be at least 1"),
        (lambda: receptive_field([(0, 1, 1)]), "kernel is 0, but must be at least 1"),
        (lambda: least_input(3, [Layer(3, 0)]), "stride is 0, but must be at least 1"),
        (lambda: table((8,), [Dense(-3)]), "outputs is -3, but must be at least 1"),
        (lambda: shapes_as_far((3, 8, 8), [Conv(0, 3)]), "filters is 0, but must be at least 1"),
        (lambda: shapes_as_far((3, 8.0, 8), [Flatten()]), "a length of the shape .* is 8.0; write a whole number"),
        (lambda: table((3, 0, 8), [Flatten()]), "a length of the shape .* is 0, but must be at least 1"),
        (lambda: table((), [Flatten()]), "the shape is empty; write"),
        (lambda: table((8, 8), [Conv(1, 3)]), "a convolution reads maps, but a shape of 8 x 8 comes in; write"),
        (lambda: table((1, 3, 8, 8), [Pool(2, 2)]), "but a shape of 1 x 3 x 8 x 8 comes in; write"),
        (lambda: Branches(()).on((3, 8, 8)), "no branches to stack; give at least one"),
        (lambda: Added(()).on((3, 8, 8)), "no ways to add; give at least one"),
        (lambda: stacked([]), "no branches to stack"),
        (lambda: stamp(cells(2, 2), cells(2, 2), (1.0, 1)), "stride is 1.0; write a whole number, such as 1"),
        (lambda: stamp(cells(2, 2), cells(2, 2), (1,)), "each setting is a pair, down and across"),
        (lambda: transposed_conv(cells(2, 2), cells(2, 2), (2, 2), (0, -1)), "padding is -1, but must be at least 0"),
        (lambda: keras_transposed_conv(cells(2, 2), cells(2, 2), (1, True)), "stride is True; write a whole number"),
        (lambda: spread(2, 3.0, 2, 1, 0, 7), "kernel is 3.0; write a whole number"),
        (lambda: col2im(cells(9, 9), 0, *SIDES), "channels is 0, but must be at least 1"),
        (lambda: max_unpool(cells(1, 1), cells(1, 1), 0, 2), "height is 0, but must be at least 1"),
        (lambda: adaptive_max_pool(cells(2, 2), 1, 1.5), "width is 1.5; write a whole number, such as 1"),
        (lambda: Shifted(Windowed((), 2, 2), (1, 2, 3, 4), -1).moved, "shift is -1, but must be at least 0"),
        (
            lambda: correlate(np.full((2, 2), 2**63, np.uint64), cells(1, 1)),
            "9223372036854775808 is more than 9223372036854775807",
        ),
    ],
)  # fmt: skip
def test_the_message_names_the_culprit_and_the_way_out(made, said):
    with pytest.raises(Impossible, match=said):
        made()


def test_the_largest_number_with_a_sign_is_still_taken():
    assert correlate(np.full((1, 1), 2**63 - 1, np.uint64), cells(1, 1)).tolist() == [[2**63 - 1]]


def test_a_rule_by_its_name_is_that_rule():
    assert Axis(6, 1, 2, rounding="caffe-ceil") == Axis(6, 1, 2, rounding=Rounding.CAFFE_CEIL)
    assert [Axis(6, 1, 2, rounding=rule).out for rule in ("floor", "ceil-clip", "caffe-ceil")] == [3, 3, 4]


def test_a_row_that_is_moved_by_all_of_its_cells_is_zeros():
    moved = [Shifted(Windowed((), 2, 2), (1, 2, 3), shift).moved for shift in (0, 1, 3, 5)]
    assert moved == [(1, 2, 3), (0, 1, 2), (0, 0, 0), (0, 0, 0)]
