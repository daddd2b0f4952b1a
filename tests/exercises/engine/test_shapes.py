"""Shapes of whole batches, by hand."""

from exercises.engine.shapes import Tensor
from exercises.engine.sizes import Axis


def test_a_convolution_makes_a_channel_for_each_filter_in_the_order_of_its_layout():
    rows, columns = Axis(30, 5), Axis(40, 5)
    assert Tensor(8, 3, 16, 1, rows, columns, "NCHW").given == (8, 3, 30, 40)
    assert Tensor(8, 3, 16, 1, rows, columns, "NCHW").right == (8, 16, 26, 36)
    assert Tensor(8, 3, 16, 1, rows, columns, "NHWC").right == (8, 26, 36, 16)


def test_pooling_keeps_the_channels():
    assert Tensor(1, 2, 0, 1, Axis(4, 2, 2), Axis(4, 2, 2), "NCHW").right == (1, 2, 2, 2)
