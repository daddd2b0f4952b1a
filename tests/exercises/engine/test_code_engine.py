"""Columns, gradients and receptive fields: arrays worked out by hand, and gradients by small differences."""

import numpy as np
import pytest

from exercises.engine.backward import conv_backward
from exercises.engine.columns import col2im, im2col
from exercises.engine.conv import conv2d
from exercises.engine.conventions import Impossible
from exercises.engine.field import receptive_field
from exercises.engine.sizes import Axis


def axes(shape, kernel, stride=1, padding=0):
    return [Axis.symmetric(n, kernel, stride, padding) for n in shape]


def test_columns_of_two_by_two_windows():
    x = np.arange(9).reshape(1, 3, 3)
    assert im2col(x, *axes((3, 3), 2)).tolist() == [[0, 1, 3, 4], [1, 2, 4, 5], [3, 4, 6, 7], [4, 5, 7, 8]]


def test_columns_take_channels_one_after_the_other():
    x = np.array([[[1, 2]], [[5, 6]]])
    assert im2col(x, Axis(1, 1), Axis(2, 2)).tolist() == [[1], [2], [5], [6]]


def test_padding_and_stride_in_columns():
    x = np.array([[[1, 2], [3, 4]]])
    found = im2col(x, *axes((2, 2), 2, 2, 1))
    assert found.tolist() == [[0, 0, 0, 4], [0, 0, 3, 0], [0, 2, 0, 0], [1, 0, 0, 0]]


def test_overlaps_add_up():
    cols = np.ones((4, 4), int)
    assert col2im(cols, 1, *axes((3, 3), 2)).tolist() == [[[1, 2, 1], [2, 4, 2], [1, 2, 1]]]
    assert col2im(np.array([[1, 2], [2, 3]]), 1, Axis(1, 1), Axis(3, 2)).tolist() == [[[1, 4, 3]]]


def test_a_matrix_of_another_shape_is_refused():
    with pytest.raises(Impossible):
        col2im(np.ones((4, 3)), 1, *axes((3, 3), 2))


def test_gradients_of_one_window():
    x, w, dy = np.array([[[1, 2]]]), np.array([[[[3, 4]]]]), np.array([[[1]]])
    dx, dw, db = conv_backward(x, w, dy, Axis(1, 1), Axis(2, 2))
    assert (dx.tolist(), dw.tolist(), db.tolist()) == ([[[3, 4]]], [[[[1, 2]]]], [1])


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (Axis(5, 3, 2, 1, 0), Axis(6, 2, 1, 0, 1)),
        (Axis(7, 2, 3, dilation=2), Axis(6, 3, 2, 2, 2, 2)),
        (Axis(4, 1, 2, 1, 1), Axis(5, 4, 3, 3, 0)),
    ],
)
def test_the_gradient_of_the_input_is_what_its_windows_columns_add_up_to(rows, columns):
    dice = np.random.default_rng(7)
    x, w = dice.integers(-9, 10, (2, rows.n, columns.n)), dice.integers(-3, 4, (3, 2, rows.kernel, columns.kernel))
    dy = dice.integers(-5, 6, (3, rows.out, columns.out))
    dx, _, _ = conv_backward(x, w, dy, rows, columns)
    assert dx.tolist() == col2im(w.reshape(3, -1).T @ dy.reshape(3, -1), 2, rows, columns).tolist()


@pytest.mark.parametrize(("stride", "padding"), [(1, 0), (2, 1), (3, 2)])
def test_gradients_agree_with_small_differences(stride, padding):
    dice = np.random.default_rng(4)
    x, w = dice.normal(size=(2, 5, 6)), dice.normal(size=(3, 2, 3, 3))
    rows, columns = axes((5, 6), 3, stride, padding)
    dy = dice.normal(size=(3, rows.out, columns.out))

    def loss(x, w, b):
        return float((conv2d(x[None], w, rows, columns, b)[0] * dy).sum())

    for found, place in zip(conv_backward(x, w, dy, rows, columns), range(3), strict=True):
        arguments = [x, w, np.zeros(3)]
        for index in np.ndindex(found.shape):
            up, down = ([a.copy() for a in arguments] for _ in range(2))
            up[place][index] += 1e-5
            down[place][index] -= 1e-5
            assert found[index] == pytest.approx((loss(*up) - loss(*down)) / 2e-5, abs=1e-6)


@pytest.mark.parametrize(
    ("layers", "field"),
    [
        ([(3, 1, 1)] * 3, 7),
        ([(3, 2, 1), (3, 1, 1)], 7),
        ([(5, 1, 1)], 5),
        ([(3, 1, 2)], 5),
        ([(7, 2, 1), (3, 2, 1)], 11),
    ],
)
def test_receptive_fields_by_hand(layers, field):
    assert receptive_field(layers) == field
