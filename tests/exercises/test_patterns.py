"""What is said about a grid with some wrong cells, or in the wrong place; all maps were made by hand."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.kinds.convolution_grid import ConvolutionGrid
from exercises.kinds.kernel_from_map import KernelFromMap
from exercises.kinds.max_pooling import MaxPooling
from exercises.kinds.strided_convolution_grid import StridedConvolutionGrid
from exercises.text import plain

COUNTING = ConvolutionGrid(((0, 1, 2, 3), (4, 5, 6, 7), (8, 9, 1, 2), (3, 4, 5, 6)), ((1, 0), (0, 2)))
# 1*x[i][j] + 2*x[i+1][j+1]: 10 13 16; 22 7 10; 16 19 13. Turned: 2*x[i][j] + x[i+1][j+1]: 5 8 11; 17 11 14; 20 23 8.
NEGATIVE = MaxPooling(((-5, -3, 4), (-2, -9, 1), (6, 2, -7)), 2, 2, 1, False)  # -5 4; 6 2; zeros win in one cell only
BORDER = MaxPooling(((-5, -3, -4), (-2, -9, -1), (-6, -8, -7)), 2, 2, 1, False)  # -5 -3; -2 -1; zeros: 0 0; 0 -1
PADDED = StridedConvolutionGrid(((1, 2), (3, 4)), ((1, 1), (1, 1)), (1, 1), (1, 1))
# 1 3 2; 4 10 6; 3 7 4; with copies of the edge: 4 6 8; 8 10 12; 12 14 16


def typed(question, text):
    return check(question, question.answer.read(text))


def test_the_maps_of_this_file_are_right():
    for question, wanted in (
        (COUNTING, "10 13 16; 22 7 10; 16 19 13"),
        (NEGATIVE, "-5 4; 6 2"),
        (BORDER, "-5 -3; -2 -1"),
        (PADDED, "1 3 2; 4 10 6; 3 7 4"),
    ):
        assert typed(question, wanted).right


@pytest.mark.parametrize(
    ("question", "answer", "slip", "step"),
    [
        (COUNTING, "5 8 11; 22 7 10; 16 19 13", "kernel-flipped", "cell-0-0"),
        (COUNTING, "10 13 16; 22 7 10; 16 23 8", "kernel-flipped", "cell-2-1"),
        (BORDER, "0 0; -2 -1", "zeros-compete", "cell-0-0"),
        (PADDED, "4 6 8; 4 10 6; 3 7 4", "edge-repeated", "cell-0-0"),
    ],
)
def test_cells_that_show_one_slip_name_it(question, answer, slip, step):
    found = typed(question, answer)
    assert (found.slip, found.step) == (slip, step)
    assert not found.right


def test_the_cells_are_listed_and_many_are_counted():
    assert plain(typed(COUNTING, "10 13 16; 22 7 10; 16 23 8").sentence) == (
        "All cells are right but 2. Those (row, column) (3, 2), (3, 3) are what comes out when you turn the kernel by "
        "180 degrees first (true convolution)."
    )
    four = plain(typed(COUNTING, "5 8 11; 17 7 10; 16 19 13").sentence)
    assert four.startswith("4 cells are wrong, and all of them are what comes out when you turn the kernel")
    assert four.endswith("the first (row, column) are (1, 1), (1, 2), (1, 3).")


@pytest.mark.parametrize(
    "answer",
    [
        "10 13 16; 22 7 10; 16 19 99",  # one wrong cell is too few to speak of
        "5 8 99; 22 7 10; 16 19 13",  # and every wrong cell must be explained
        "10 13; 22 8",
        "99 98 97; 96 95 94; 93 92 91",
    ],
)
def test_nothing_is_named_when_a_slip_does_not_explain_every_wrong_cell(answer):
    assert typed(COUNTING, answer).slip == ""


@pytest.mark.parametrize(
    ("answer", "slip"),
    [
        ("13 16 0; 7 10 0; 19 13 0", "map-shifted"),
        ("0 10 13; 0 22 7; 0 16 19", "map-shifted"),
        ("22 7 10; 16 19 13; 0 0 0", "map-shifted"),
        ("16 13 10; 10 7 22; 13 19 16", "map-mirrored"),
        ("13 19 16; 10 7 22; 16 13 10", "map-mirrored"),
        ("10 22 16; 13 7 19; 16 10 13", "axes-swapped"),
    ],
)
def test_right_numbers_in_other_cells_are_recognised(answer, slip):
    assert typed(COUNTING, answer).slip == slip


def test_a_kernel_is_no_map_of_windows():
    for seed in range(20):
        question = KernelFromMap.generate(Random(seed), 2)
        mirrored = question.solve()[::-1]
        assert check(question, mirrored).slip not in ("map-mirrored", "place")
