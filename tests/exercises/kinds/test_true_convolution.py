"""K23: the kernel turned, in three modes."""

import numpy as np
import pytest

from exercises.diagnosis import check
from exercises.engine.conventions import Impossible
from exercises.engine.sizes import scipy_axis
from exercises.kinds.true_convolution import TrueConvolution
from exercises.text import plain

X, W = ((1, 2, 0), (4, 1, 3), (2, 0, 5)), ((1, 0), (-1, 2))
# By hand, with the kernel turned to ((2, -1), (0, 1)): 1×2 - 2 + 1 = 1, and so on.
VALID = ((1, 7), (7, 4))


def test_the_map_by_hand():
    assert TrueConvolution(X, W, "valid").solve() == VALID


def test_same_with_an_even_kernel_begins_one_cell_early():
    assert TrueConvolution(X, W, "same").solve() == ((1, 2, 0), (3, 1, 7), (-2, 7, 4))


@pytest.mark.parametrize("mode", ["valid", "full"])
@pytest.mark.parametrize(("x", "w"), [((1, 2, 3, 4), (1, 0, -2)), ((2, 5, 1, 1, 7), (3, 1))])
def test_one_row_is_the_convolution_of_numpy(mode, x, w):
    assert TrueConvolution((x,), (w,), mode).solve() == (tuple(np.convolve(x, w, mode).tolist()),)


@pytest.mark.parametrize(
    ("mode", "slip", "answer", "words"),
    [
        ("valid", "kernel-not-turned", ((-1, 7), (2, 11)), "cross-correlation"),
        ("valid", "turned-one-way", ((7, -1), (0, 5)), "one axis only"),
        ("same", "padding-ignored", VALID, "mode “valid”"),
        ("same", "odd-zero-wrong-end", ((1, 7, 0), (7, 4, 6), (4, -5, 10)), "begins earlier"),
    ],
)
def test_each_slip_is_named(mode, slip, answer, words):
    checked = check(TrueConvolution(X, W, mode), answer)
    assert checked.slip == slip, checked
    assert words in plain(checked.sentence)


def test_a_kernel_that_is_too_long_for_valid_is_told():
    with pytest.raises(Impossible, match="a kernel of 4 does not fit into 3 cells"):
        scipy_axis(3, 4, "valid")
