"""Transposed convolutions: stamps added up one by one, as they are drawn, and cases written out by hand."""

from random import Random

import numpy as np
import pytest

from exercises.engine.conventions import Impossible
from exercises.engine.transposed import collecting, keras_transposed_conv, spread, stamp, transposed_conv
from exercises.engine.transposed_sizes import transposed_size


def stamped_one_by_one(x, w, stride, padding, extra, dilation):
    """Every cell writes its kernel on a sheet that is large enough, and what is wanted is cut out."""
    out = [transposed_size(x.shape[i], w.shape[i], stride[i], padding[i], dilation[i], extra[i]) for i in (0, 1)]
    sheet = np.zeros((60, 60), int)
    for (i, j), value in np.ndenumerate(x):
        for (a, b), weight in np.ndenumerate(w):
            sheet[i * stride[0] + a * dilation[0], j * stride[1] + b * dilation[1]] += value * weight
    return sheet[padding[0] : padding[0] + out[0], padding[1] : padding[1] + out[1]]


def test_stamps_overlap_and_add_up():
    assert stamp(np.array([[1, 2]]), np.array([[1, 3]])).tolist() == [[1, 5, 6]]
    assert stamp(np.array([[1, 2]]), np.array([[1, 3]]), (1, 2)).tolist() == [[1, 3, 2, 6]]


def test_cells_lie_apart_and_what_is_cut_off_is_not_collected():
    whole, cut = spread(2, 3, 2, 1, 0, 5), spread(2, 3, 2, 1, 1, 3)
    assert (whole.axis.n, list(range(7))[whole.places]) == (7, [2, 4])
    assert (cut.axis.n, list(range(5))[cut.places]) == (5, [1, 3])


@pytest.mark.parametrize(
    ("x", "w", "settings", "wanted"),  # as Keras 3.15 on TensorFlow 2.21 makes them
    [
        (
            [[1, 2], [3, 4]],
            [[1, 10], [100, 1000]],
            ((3, 1),),
            [[1, 12, 20], [100, 1200, 2000], [0, 0, 0], [3, 34, 40], [300, 3400, 4000], [0, 0, 0]],
        ),
        ([[1, 2, 3]], [[1, 10, 100, 1000]], ((2, 2), True), [[10, 102, 1020, 203, 2030, 300], [0] * 6]),
        ([[1, 2, 3]], [[1, 10, 100]], ((2, 2), False, (1, 1)), [[1, 10, 102, 20, 203, 30, 300, 0], [0] * 8]),
        ([[1, 2, 3]], [[1, 10, 100]], ((2, 2), True, (1, 1)), [[1, 10, 102, 20, 203, 30], [0] * 6]),
    ],
)
def test_the_rules_of_keras_give_its_values(x, w, settings, wanted):
    assert keras_transposed_conv(np.array(x), np.array(w), *settings).tolist() == wanted


def test_nothing_is_left_where_only_a_gap_is_kept():
    assert transposed_conv(np.array([[1, 2]]), np.array([[3]]), (1, 5), (0, 2)).tolist() == [[0, 0]]


def test_any_settings_give_what_stamping_one_by_one_does():
    dice, compared = Random(0), 0
    for _ in range(400):
        x = np.random.default_rng(dice.getrandbits(32)).integers(-9, 10, (dice.randint(1, 5), dice.randint(1, 5)))
        w = np.random.default_rng(dice.getrandbits(32)).integers(-3, 4, (dice.randint(1, 3), dice.randint(1, 4)))
        stride, dilation = [(dice.randint(1, 4), dice.randint(1, 4)) for _ in range(2)]
        padding = dice.randint(0, 4), dice.randint(0, 4)
        extra = dice.randint(0, 2), dice.randint(0, 2)
        try:
            wanted = stamped_one_by_one(x, w, stride, padding, extra, dilation)
        except Impossible:
            with pytest.raises(Impossible):
                transposed_conv(x, w, stride, padding, extra, dilation)
            continue
        compared += 1
        assert transposed_conv(x, w, stride, padding, extra, dilation).tolist() == wanted.tolist()
    assert compared > 150


@pytest.mark.parametrize("dtype", [np.int64, np.float32, np.float64])
def test_few_cells_and_many_are_stamped_alike(dtype):
    dice = np.random.default_rng(1)
    for high, stride, out, few in ((8, (2, 1), (17, 12), True), (15, (3, 3), (45, 28), False)):
        x, w = dice.integers(-9, 10, (high, 9)), dice.integers(-3, 4, (3, 4))
        how = collecting(x.shape, spread(high, 3, stride[0], 1, 0, out[0]), spread(9, 4, stride[1], 1, 0, out[1]))
        assert (how.places is not None) == few
        made = transposed_conv(x.astype(dtype), w.astype(dtype), stride)
        assert (made.dtype, made.shape) == (dtype, out)
        assert made.tolist() == stamped_one_by_one(x, w, stride, (0, 0), (0, 0), (1, 1)).tolist()


def test_one_map_and_one_kernel_are_needed():
    with pytest.raises(Impossible, match="got 3 and 2 dimensions"):
        transposed_conv(np.ones((1, 2, 2)), np.ones((2, 2)))
