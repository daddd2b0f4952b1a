"""Costs of layers, against published tables that can be recomputed by hand."""

from itertools import pairwise

import pytest

from exercises.engine.conventions import Impossible
from exercises.engine.cost import Filters, batch_norm_parameters, bytes_of, dense_parameters, separable


def conv(k, channels, filters, groups=1):
    return Filters((k, k), channels, filters, groups).parameters


def test_lenet_5_with_full_connections_has_61706_parameters():
    layers = [
        conv(5, 1, 6),
        conv(5, 6, 16),
        dense_parameters(400, 120),
        dense_parameters(120, 84),
        dense_parameters(84, 10),
    ]
    assert layers == [156, 2416, 48120, 10164, 850]
    assert sum(layers) == 61_706


def test_alexnet_has_60965224_parameters():
    convolutions = [conv(11, 3, 96), conv(5, 96, 256, 2), conv(3, 256, 384), conv(3, 384, 384, 2), conv(3, 384, 256, 2)]
    assert convolutions == [34_944, 307_456, 885_120, 663_936, 442_624]
    dense = [dense_parameters(9216, 4096), dense_parameters(4096, 4096), dense_parameters(4096, 1000)]
    assert dense == [37_752_832, 16_781_312, 4_097_000]
    assert sum(convolutions) + sum(dense) == 60_965_224


def test_vgg_16_has_138357544_parameters():
    channels = [3, 64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512]
    convolutions = [conv(3, before, after) for before, after in pairwise(channels)]
    assert sum(convolutions) == 14_714_688
    dense = [dense_parameters(7 * 7 * 512, 4096), dense_parameters(4096, 4096), dense_parameters(4096, 1000)]
    assert sum(convolutions) + sum(dense) == 138_357_544


def test_the_first_layer_of_resnet_has_9408_weights_and_118013952_multiply_adds():
    first = Filters((7, 7), 3, 64, bias=False)
    assert first.parameters == 9408
    assert first.multiply_adds(112, 112) == 118_013_952


def test_a_separable_convolution_of_mobilenet_is_about_eight_times_cheaper():
    depthwise, pointwise = separable((3, 3), 512, 512, bias=False)
    assert (depthwise.parameters, pointwise.parameters) == (4608, 262_144)
    full = Filters((3, 3), 512, 512, bias=False)
    costs = depthwise.multiply_adds(14, 14) + pointwise.multiply_adds(14, 14)
    assert (costs, full.multiply_adds(14, 14)) == (52_283_392, 462_422_016)


@pytest.mark.parametrize(
    ("filters", "parameters"),
    [
        (Filters((3, 3), 1, 1), 10),
        (Filters((5, 5), 1, 1), 26),
        (Filters((1, 1), 1, 1), 2),
        (Filters((8, 8), 1, 1), 65),
        (Filters((2, 3), 4, 5, bias=False), 120),
        (Filters((3, 3), 8, 16, 8), 160),
    ],
)
def test_parameters_by_hand(filters, parameters):
    assert filters.parameters == parameters


def test_batch_normalisation_learns_a_scale_and_a_shift_for_each_channel():
    assert batch_norm_parameters(64) == 128


def test_bits_become_bytes():
    assert [bytes_of(226 * 226 * 100, bits) for bits in (32, 16, 8)] == [20_430_400, 10_215_200, 5_107_600]


def test_groups_that_do_not_divide_are_refused():
    with pytest.raises(Impossible, match="both 6 input channels and 8 filters; take 1 or another divisor of 2"):
        Filters((3, 3), 6, 8, 4)
    with pytest.raises(Impossible, match="kernel is 0, but must be at least 1; take 1 or more"):
        Filters((0, 3), 6, 8)
