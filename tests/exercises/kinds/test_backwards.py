"""Windows as columns, and gradients of convolutions and poolings; all numbers were worked out by hand."""

from random import Random

import numpy as np
import pytest

from exercises.diagnosis import check
from exercises.kinds.columns_matrix import ColumnsMatrix
from exercises.kinds.convolution_gradient import ConvolutionGradient
from exercises.kinds.pooling_gradient import PoolingGradient
from exercises.question import LEVELS
from exercises.text import plain

COLUMNS = ColumnsMatrix((((1, 2, 3, 4), (5, 6, 7, 8)),), (2, 2), 1, 0)
TWO = ColumnsMatrix((((1, 2), (3, 4), (5, 6)), ((10, 20), (30, 40), (50, 60))), (2, 2), 1, 0)
STRIDED = ColumnsMatrix((((1, 2, 3, 4, 5),),), (1, 2), 2, 0)
PADDED = ColumnsMatrix((((1, 2), (3, 4)),), (2, 2), 2, 1)

X = ((1, 2, 0), (0, 3, 1), (2, 0, 1))
W = ((1, -1), (2, 1))
DY = ((1, 2), (-1, 3))
OF_WEIGHTS = ConvolutionGradient(X, W, DY, 1, 0, True)
OF_INPUT = ConvolutionGradient(X, W, DY, 1, 0, False)
CROPPED = ConvolutionGradient(((1, 2, 3), (4, 5, 6), (7, 8, 9)), W, DY, 2, 1, False)

QUARTERS = PoolingGradient(
    ((3, 1, 7, 8), (2, 5, 0, 6), (9, 4, 12, 11), (10, 13, 14, -1)), ((1, -2), (3, 4)), 2, 2, 0, True
)
OVERLAP = PoolingGradient(((1, 2, 3), (4, 9, 5), (6, 7, 8)), ((1, 2), (3, 4)), 2, 1, 0, True)
SHARED = PoolingGradient(((1, 2, 3), (4, 9, 5), (6, 7, 8)), ((4, 8), (-4, 12)), 2, 1, 0, False)


def typed(question, text):
    return check(question, question.answer.read(text))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (COLUMNS, "1 2 3; 2 3 4; 5 6 7; 6 7 8"),
        (TWO, "1 3; 2 4; 3 5; 4 6; 10 30; 20 40; 30 50; 40 60"),
        (STRIDED, "1 3; 2 4"),
        (PADDED, "0 0 0 4; 0 0 3 0; 0 2 0 0; 1 0 0 0"),
        # dw[a][b] = 1*x[a][b] + 2*x[a][b+1] - x[a+1][b] + 3*x[a+1][b+1]
        (OF_WEIGHTS, "14 2; 4 8"),
        # stamps of the kernel: 1*W at (0,0), 2*W at (0,1), -1*W at (1,0), 3*W at (1,1)
        (OF_INPUT, "1 1 -2; 1 9 -1; -2 5 3"),
        # stamps 2 apart on a ring of 5 x 5 cells, of which the middle 3 x 3 stays
        (CROPPED, "1 4 2; 1 3 -3; -1 6 3"),
        (QUARTERS, "0 0 0 -2; 0 1 0 0; 0 0 0 0; 0 3 4 0"),
        (OVERLAP, "0 0 0; 0 10 0; 0 0 0"),
        (SHARED, "1 3 2; 0 5 5; -1 2 3"),
    ],
)
def test_the_right_answer_by_hand(question, answer):
    assert question.solve() == question.answer.read(answer)


@pytest.mark.parametrize(
    ("question", "answer", "slip"),
    [
        (COLUMNS, "1 2 5 6; 2 3 6 7; 3 4 7 8", "windows-as-rows"),
        (COLUMNS, "1 2 3; 5 6 7; 2 3 4; 6 7 8", "columns-first"),
        (TWO, "1 3; 10 30; 2 4; 20 40; 3 5; 30 50; 4 6; 40 60", "channel-last"),
        (STRIDED, "1 2 3 4; 2 3 4 5", "stride-ignored"),
        (PADDED, "1; 2; 3; 4", "padding-ignored"),
        # dy turned: 3*x[a][b] - x[a][b+1] + 2*x[a+1][b] + x[a+1][b+1]
        (OF_WEIGHTS, "4 13; 1 9", "kernel-flipped"),
        (OF_WEIGHTS, "1 1 -2; 1 9 -1; -2 5 3", "other-gradient"),
        (OF_WEIGHTS, "2 9; 1 3", "forward-again"),
        (OF_INPUT, "1 2 -2; -1 3 -3; -2 6 3", "overlap-not-added"),
        (QUARTERS, "1 1 -2 -2; 1 1 -2 -2; 3 3 4 4; 3 3 4 4", "routed-to-all"),
        (QUARTERS, "1/4 1/4 -1/2 -1/2; 1/4 1/4 -1/2 -1/2; 3/4 3/4 1 1; 3/4 3/4 1 1", "gradient-shared"),
        (QUARTERS, "0 1 0 0; 0 0 -2 0; 0 3 0 0; 0 0 0 4", "other-extreme"),
        (QUARTERS, "0 0 0 8; 0 5 0 0; 0 0 0 0; 0 13 14 0", "maxima-put-back"),
        (OVERLAP, "0 0 0; 0 4 0; 0 0 0", "overlap-not-added"),
        (SHARED, "4 12 8; 0 20 20; -4 8 12", "routed-to-all"),
        (SHARED, "0 0 0; 0 20 0; 0 0 0", "gradient-routed"),
        (SHARED, "1 2 2; -1 3 3; -1 3 3", "overlap-not-added"),
    ],
)
def test_a_slip_is_named(question, answer, slip):
    assert typed(question, answer).slip == slip


def test_the_ring_that_was_kept_is_named():
    """The stamps cover 4 x 4 of the 5 x 5 padded cells; nothing reaches the last row and column."""
    ring = "1 -1 2 -2 0; 2 1 4 2 0; -1 1 3 -3 0; -2 -1 6 3 0; 0 0 0 0 0"
    stamps = np.array([[int(cell) for cell in row.split()] for row in ring.split(";")])
    assert (stamps[1:4, 1:4] == np.array(CROPPED.solve())).all()
    assert typed(CROPPED, ring).slip == "padding-not-cropped"


def test_a_cell_that_nothing_reaches_is_said_so_and_others_add_up():
    steps = {step.key: plain(step.sentence) for step in QUARTERS.explain().steps}
    assert steps["cell-0-0"] == "Row 1, column 1: nothing flows back to it, so it is 0"
    steps = {step.key: plain(step.sentence) for step in OVERLAP.explain().steps}
    assert steps["cell-1-1"] == "Row 2, column 2: 1 + 2 + 3 + 4 = 10"
    steps = {step.key: plain(step.sentence) for step in OF_INPUT.explain().steps}
    assert steps["cell-0-1"] == "Row 1, column 2: 1×(−1) + 2×1 = 1"


@pytest.mark.parametrize("level", LEVELS)
def test_drawn_cells_have_one_maximum_in_each_window(level):
    for seed in range(25):
        cells = [cell for row in PoolingGradient.generate(Random(seed), level).x for cell in row]
        assert len(set(cells)) == len(cells)
