"""K30: stamps of the kernel, added where they overlap."""

import pytest

from exercises.diagnosis import check
from exercises.kinds.transposed_grid import TransposedGrid
from exercises.text import plain

X, W = ((1, 2), (3, 1)), ((1, 0), (2, -1))
# By hand: 1, 2, 3 and 1 times the kernel at (0, 0), (0, 1), (1, 0) and (1, 1).
DENSE = TransposedGrid(X, W, 1, 0, 0)
THREE = ((1, 2, 0), (0, 1, -1), (2, 0, 3))
CUT = TransposedGrid(X, THREE, 2, 1, 1)


def test_the_map_by_hand():
    assert DENSE.solve() == ((1, 2, 0), (5, 4, -2), (6, -1, -1))


def test_padding_cuts_and_output_padding_adds():
    # All stamps: 5 × 5 with (1 2 2 4 0 / 0 1 -1 2 -2 / 5 6 8 2 6 / 0 3 -3 1 -1 / 6 0 11 0 3), then row and column 0 go.
    assert TransposedGrid(X, THREE, 2, 1, 0).solve() == ((1, -1, 2), (6, 8, 2), (3, -3, 1))
    assert CUT.solve() == ((1, -1, 2, -2), (6, 8, 2, 6), (3, -3, 1, -1), (0, 11, 0, 3))


@pytest.mark.parametrize(
    ("question", "slip", "answer", "words"),
    [
        (DENSE, "overlap-not-added", ((1, 2, 0), (3, 1, 0), (6, 2, -1)), "They are added"),
        (DENSE, "kernel-flipped", ((-1, 0, 4), (-3, 6, 4), (0, 3, 1)), "180 degrees"),
        (CUT, "output-padding-ignored", ((1, -1, 2), (6, 8, 2), (3, -3, 1)), "1 more below"),
        (
            CUT,
            "padding-not-cropped",
            ((1, 2, 2, 4, 0), (0, 1, -1, 2, -2), (5, 6, 8, 2, 6), (0, 3, -3, 1, -1), (6, 0, 11, 0, 3)),
            "cuts 1 cell off every side",
        ),
    ],
)
def test_each_slip_is_named(question, slip, answer, words):
    checked = check(question, answer)
    assert checked.slip == slip
    assert words in plain(checked.sentence)


def test_every_step_says_its_stamps():
    steps = {step.key: plain(step.sentence) for step in DENSE.explain().steps}
    assert steps["cell-1-1"].endswith("1×(−1) + 2×2 + 3×0 + 1×1 = 4")
