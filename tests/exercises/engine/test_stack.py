"""Sizes through a list of layers, against numbers worked out by hand."""

from exercises.engine.sizes import Axis
from exercises.engine.stack import Layer, sizes_through


def test_a_layer_lies_on_one_axis_with_padding_on_both_sides():
    assert Layer(5, 2, 2).on(28) == Axis(28, 5, 2, 2, 2)


def test_lenet_goes_from_32_to_1():
    layers = [Layer(5), Layer(2, 2), Layer(5), Layer(2, 2), Layer(5)]
    assert sizes_through(32, layers) == (28, 14, 10, 5, 1)


def test_the_first_layers_of_resnet_go_from_224_to_56():
    assert sizes_through(224, [Layer(7, 2, 3), Layer(3, 2, 1)]) == (112, 56)


def test_the_sizes_end_before_the_first_layer_that_does_not_fit():
    assert sizes_through(28, [Layer(5), Layer(2, 2), Layer(5), Layer(2, 2), Layer(5), Layer(1)]) == (24, 12, 8, 4)
    assert sizes_through(2, [Layer(3)]) == ()
    assert sizes_through(9, []) == ()
