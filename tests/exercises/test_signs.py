"""Maps that are right but for their minus signs, in every kind whose maps can be negative."""

import pytest

from exercises.diagnosis import check
from exercises.kinds.adaptive_pooling import AdaptivePooling
from exercises.kinds.average_pooling import AveragePooling
from exercises.kinds.channel_sums import ChannelSums
from exercises.kinds.conv_relu_pool import ConvReluPool
from exercises.kinds.convolution_gradient import ConvolutionGradient
from exercises.kinds.convolution_grid import ConvolutionGrid
from exercises.kinds.max_pooling import MaxPooling
from exercises.kinds.one_entry import OneEntry
from exercises.kinds.pooling_gradient import PoolingGradient
from exercises.kinds.strided_convolution_grid import StridedConvolutionGrid
from exercises.kinds.transposed_grid import TransposedGrid
from exercises.kinds.true_convolution import TrueConvolution
from exercises.text import plain

NINE = ((1, 2, 0), (3, 4, 1), (0, 2, 5))
DIAGONAL = ((1, 0), (0, -1))  # 1-4, 2-1, 3-2, 4-5; turned by 180 degrees it has all signs the other way round
STEEP = ((1, 0), (0, -2))
FOUR = ((1, 2), (3, 1))
GRADIENT = ConvolutionGradient(NINE, DIAGONAL, ((2, -1), (1, 3)), 1, 0, False)
SIXTEEN = ((-5, -7, 1, 2), (-6, -8, 3, 4), (-1, -2, -3, -4), (0, -1, -2, -3))


@pytest.mark.parametrize(
    ("question", "right", "typed", "first"),
    [
        (ConvolutionGrid(NINE, DIAGONAL), "-3 1; 1 -1", "3 1; 1 1", "−3"),
        (ConvolutionGrid(NINE, ((1, 0), (-1, 0))), "-2 -2; 3 2", "2 2; 3 2", "−2"),
        (StridedConvolutionGrid(NINE, STEEP, (2, 2), (1, 1)), "-2 0; 0 -6", "2 0; 0 6", "−2"),
        (TrueConvolution(NINE, ((0, -1), (1, 0)), "valid"), "-1 -4; 4 -1", "1 4; 4 1", "−1"),
        (TransposedGrid(FOUR, ((1, -2), (0, 1)), 1, 0, 0), "1 0 -4; 3 -4 0; 0 3 1", "1 0 4; 3 4 0; 0 3 1", "−4"),
        (ChannelSums((NINE, NINE), (DIAGONAL, DIAGONAL), 1, 1, 1, 1), "-5 3; 3 -1", "5 3; 3 1", "−5"),
        (GRADIENT, "2 -1 0; 1 1 1; 0 -1 -3", "2 1 0; 1 1 1; 0 1 3", "−1"),
        (PoolingGradient(((1, 2), (3, 4)), ((-2,),), 2, 2, 0, True), "0 0; 0 -2", "0 0; 0 2", "−2"),
        (MaxPooling(SIXTEEN, 2, 2, 0, False), "-5 4; 0 -2", "5 4; 0 2", "−5"),
        (AveragePooling(SIXTEEN, 2, 2, 0, False, True), "-13/2 5/2; -1 -3", "6.5 2.5; 1 3", "−13/2"),
        (AdaptivePooling(SIXTEEN, (2, 2), True), "-5 4; 0 -2", "5 4; 0 2", "−5"),
        (OneEntry(NINE, STEEP, 1, 0, 0, 0), "-7", "7", "−7"),
    ],
)
def test_signs_that_were_left_out_are_named(question, right, typed, first):
    assert question.solve() == question.answer.read(right)
    checked = check(question, question.answer.read(typed))
    assert checked.slip == "minus-dropped", checked
    assert f"such as that of {first}." in plain(checked.sentence)


def test_in_the_first_of_three_maps_they_are_named_and_what_follows_is_right():
    question = ConvReluPool((NINE,), ((DIAGONAL,),), 0, 0, 2, True, 1, True)
    assert question.solve() == (((-3, 1), (1, -1)), ((0, 1), (1, 0)), ((1,),))
    checked = check(question, question.answer.read("3 1; 1 1\n\n3 1; 1 1\n\n3"))
    assert checked.slip == "minus-dropped"
    assert checked.parts == (False, True, True)


def test_one_sign_that_is_left_out_is_a_sign_left_out_and_no_term_with_a_wrong_sign():
    question = ConvolutionGrid(((1, 2, 0), (3, 1, 1), (0, 2, 0)), DIAGONAL)
    assert question.solve() == ((0, 1), (1, 1))
    only = ConvolutionGrid(((1, 2, 0), (3, 3, 1), (0, 2, 0)), DIAGONAL)
    assert only.solve() == ((-2, 1), (1, 3))
    assert check(only, ((2, 1), (1, 3))).slip == "minus-dropped"
    assert "minus-dropped" not in {mistake.slip for mistake in question.mistakes()}


def test_where_turning_the_kernel_gives_the_same_neither_is_named():
    """All sums are below 0, and the turned kernel has all signs the other way round."""
    question = ConvolutionGrid(((1, 2, 0), (3, 4, 3), (0, 5, 5)), DIAGONAL)
    assert question.solve() == ((-3, -1), (-2, -1))
    assert check(question, ((3, 1), (2, 1))).slip == ""
