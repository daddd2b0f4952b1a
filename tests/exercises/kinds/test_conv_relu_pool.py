"""Convolution, ReLU and pooling in a row; all maps were worked out by hand."""

from dataclasses import replace
from fractions import Fraction as F
from random import Random

import numpy as np
import pytest

from exercises.diagnosis import check
from exercises.engine.filters import Stacked
from exercises.engine.sizes import Axis
from exercises.engine.stages import Staged, relu
from exercises.kinds.conv_relu_pool import ConvReluPool
from exercises.text import plain

# 1*x[i][j] - 1*x[i][j+1]: the map is 3 columns of differences along each row, two rows at a time added up.
STRIPES = ((0, 2, 1, 4, 4), (0, 0, 5, 1, 2), (3, 1, 1, 0, 5), (2, 2, 0, 0, 1), (1, 0, 4, 0, 0))
EDGE = ((1, -1), (0, 0))
# Differences along each of the first four rows: [-2 1 -3 0] [0 -5 4 -1] [2 0 1 -5] [0 2 0 -1]
FIRST = ConvReluPool((STRIPES,), ((EDGE,),), 0, 0, 2, True, 1)
AVERAGED = ConvReluPool((STRIPES,), ((EDGE,),), 0, 0, 2, False, 1)
STAGED = replace(FIRST, staged=True)
MEANS = replace(AVERAGED, staged=True)
MAP = ((-2, 1, -3, 0), (0, -5, 4, -1), (2, 0, 1, -5), (0, 2, 0, -1))
RELU = ((0, 1, 0, 0), (0, 0, 4, 0), (2, 0, 1, 0), (0, 2, 0, 0))
STAGED_MAPS = (MAP, RELU, ((1, 4), (2, 1)))
# The kernel turned by 180 degrees: row i + 1 of the stripes, each cell less the one before it.
TURNED = ((0, 5, -4, 1), (-2, 0, -1, 5), (0, -2, 0, 1), (-1, 4, -4, 0))


def typed(question, text):
    return check(question, question.answer.read(text))


def test_the_last_map_is_pooled_from_the_map_after_relu():
    assert FIRST.solve() == ((1, 4), (2, 1))
    assert AVERAGED.answer.show(AVERAGED.solve()) == "1/4\t1\n1\t1/4"


@pytest.mark.parametrize(
    ("question", "answer", "slip"),
    [
        (FIRST, "-5 -3; 0 -5", ""),
        (FIRST, "0 1 0 0; 0 0 4 0; 2 0 1 0; 0 2 0 0", "pool-forgotten"),
        (FIRST, "-2 1 -3 0; 0 -5 4 -1; 2 0 1 -5; 0 2 0 -1", "relu-and-pool-forgotten"),
        (FIRST, "5 4; 2 5", "relu-as-size"),
        (FIRST, "1 4 4; 2 4 4; 2 2 1", "stride-ignored"),
        (FIRST, "1/4 1; 1 1/4", "mean-for-extreme"),
        (AVERAGED, "-3/2 0; 1 -5/4", "relu-forgotten"),
        (AVERAGED, "0 0; 1 0", "relu-after-pool"),
        (AVERAGED, "1 4; 2 1", "extreme-for-mean"),
        (AVERAGED, "1 4; 4 1", "not-divided"),
    ],
)
def test_each_stage_that_goes_wrong_is_named(question, answer, slip):
    assert typed(question, answer).slip == slip


def test_another_cell_of_the_window_is_pointed_at():
    found = typed(FIRST, "1 4; 2 0")
    assert (found.slip, found.step) == ("overlooked-cell", "cell-1-1")


def test_a_filter_adds_its_channels_and_its_bias_before_relu():
    """[[1, 1], [1, 1]] + [[-3, 2], [0, 4]] - 2: ReLU leaves [[0, 1], [0, 3]], whose maximum is 3."""
    x = np.array([[[1, 1], [1, 1]], [[-3, 2], [0, 4]]])
    stack = Stacked(x, np.ones((2, 1, 1), int), -2, (Axis(2, 1), Axis(2, 1)))
    stages = Staged(stack, 2, 2, True)
    assert stages.rectified.tolist() == [[0, 1], [0, 3]]
    assert stages.pooled.tolist() == [[3]]


def test_the_slices_of_the_notes_become_their_pooled_maps():
    """S62: the map after the convolution is printed; ReLU and 2 x 2 max pooling give [[6, 5], [5, 6]]."""
    printed = np.array([[2, 6, -4, 5], [0, 4, 0, -1], [-5, 0, 3, 6], [-2, 5, 0, 3]])
    second = np.array([[2, -1, -8, -4], [-5, -2, -2, -8], [-3, -8, -2, 7], [1, 7, 2, -3]])
    for given, wanted in ((printed, [[6, 5], [5, 6]]), (second, [[2, 0], [7, 7]])):
        one = Stacked(given[None], np.ones((1, 1, 1), int), 0, (Axis(4, 1), Axis(4, 1)))
        assert Staged(one, 2, 2, True).pooled.tolist() == wanted


def test_relu_keeps_zero_and_cuts_below():
    assert relu(np.array([-2, 0, 3])).tolist() == [0, 0, 3]


@pytest.mark.parametrize("level", [1, 2, 3])
def test_every_drawn_question_has_a_window_that_relu_empties_and_one_it_does_not(level):
    for seed in range(25):
        question = ConvReluPool.generate(Random(seed), level)
        cells = [cell for row in question.solve()[-1] for cell in row]
        assert min(cells) == 0 < max(cells)


def test_the_solution_shows_every_stage_in_its_own_grid():
    explanation = FIRST.explain()
    assert [panel.key for panel in explanation.picture.panels][-3:] == ["map", "relu", "output"]
    assert [step.key for step in explanation.steps].count("relu") == 1
    assert plain(explanation.steps[1].sentence) == "Map, row 1, column 1: 2×(−1) = −2"
    written = {
        panel: [cell.text for step in explanation.steps for cell in step.cells if cell.panel == panel]
        for panel in ("map", "relu", "output")
    }
    assert written["map"][:8] == ["-2", "1", "-3", "0", "0", "-5", "4", "-1"]
    assert written["relu"][:8] == ["0", "1", "0", "0", "0", "0", "4", "0"]
    assert written["output"] == ["1", "4", "2", "1"]


def positive(rows):
    return tuple(tuple(max(cell, 0) for cell in row) for row in rows)


def with_cell(rows, i, j, value):
    return tuple(tuple(value if (a, b) == (i, j) else cell for b, cell in enumerate(row)) for a, row in enumerate(rows))


class TestMapsOfAllStages:
    def test_the_maps_are_those_worked_out_by_hand(self):
        assert STAGED.solve() == STAGED_MAPS
        assert check(STAGED, STAGED_MAPS).right

    @pytest.mark.parametrize(
        ("given", "slip", "step", "words", "parts"),
        [
            ((TURNED, positive(TURNED), ((5, 5), (4, 1))), "kernel-flipped", "map-0-0", "turned the kernel", (0, 1, 1)),
            ((MAP, MAP, ((1, 4), (2, 1))), "relu-forgotten", "relu", "You left ReLU out", (1, 0, 1)),
            ((MAP, MAP, MAP), "relu-and-pool-forgotten", "setup", "still to come", (1, 0, 0)),
            ((MAP, RELU, RELU), "pool-forgotten", "setup", "still has to be pooled", (1, 1, 0)),
            ((MAP, RELU, ((1, 4, 4), (2, 4, 4), (2, 2, 1))), "stride-ignored", "setup", "Its stride is 2", (1, 1, 0)),
            # Two slips in two stages: the first is named, and both are charged.
            ((TURNED, TURNED, ((0, 0), (-2, -4))), "kernel-flipped", "map-0-0", "turned the kernel", (0, 0, 0)),
            # One product, -1 * 4, left out in one cell; the maps after it go on from there.
            (
                (with_cell(MAP, 0, 2, 1), with_cell(RELU, 0, 2, 1), ((1, 4), (2, 1))),
                "term-missing",
                "map-0-2",
                "The map after the convolution: All cells are right but one.",
                (0, 1, 1),
            ),
            (
                (with_cell(MAP, 0, 0, 7), with_cell(RELU, 0, 0, 7), ((7, 4), (2, 1))),
                "stage-faulty",
                "map-0-0",
                "The map after the convolution is the first that goes wrong, from row 1, column 1 on.",
                (0, 1, 1),
            ),
            (
                (MAP, with_cell(with_cell(RELU, 0, 0, -2), 0, 2, -3), ((1, 4), (2, 1))),
                "relu-forgotten",
                "relu",
                "The map after ReLU: All cells are right but 2.",
                (1, 0, 1),
            ),
            (
                (MAP, RELU, ((1, 4), (2, 0))),
                "overlooked-cell",
                "cell-1-1",
                "The map after pooling: All cells",
                (1, 1, 0),
            ),
            ((MAP, RELU[:3], ((1, 4),)), "stage-faulty", "setup", "ReLU changes no size", (1, 0, 1)),
            ((MAP[:1], RELU[:1], ((1, 4), (2, 1))), "stage-faulty", "setup", "another size", (0, 1, 1)),
        ],
    )
    def test_the_first_faulty_map_is_named_and_each_slip_charged_once(self, given, slip, step, words, parts):
        found = check(STAGED, given)
        assert (found.slip, found.step, found.parts) == (slip, step, tuple(map(bool, parts)))
        assert words in plain(found.sentence)

    def test_it_says_that_the_rest_follows(self):
        given = (MAP, with_cell(RELU, 0, 0, 9), ((9, 4), (2, 1)))
        assert "The maps after it follow from yours and are right." in plain(check(STAGED, given).sentence)

    @pytest.mark.parametrize(
        ("pooled", "slip"),
        [
            (((F(-3, 2), 0), (1, F(-5, 4))), "relu-after-pool"),
            (((1, 4), (2, 1)), "extreme-for-mean"),
            (((1, 4), (4, 1)), "not-divided"),
        ],
    )
    def test_the_pooling_of_the_right_maps_is_named(self, pooled, slip):
        assert check(MEANS, (MAP, RELU, pooled)).slip == slip

    def test_numbers_of_many_digits_are_followed_exactly(self):
        large = 10**39
        given = (with_cell(MAP, 0, 0, large), with_cell(RELU, 0, 0, large), ((F(large + 1, 4), 1), (1, F(1, 4))))
        assert check(MEANS, given).parts == (False, True, True)
        uneven = with_cell(RELU, 0, 0, F(1, 3))
        assert check(MEANS, (MAP, uneven, ((F(1, 3), 1), (1, F(1, 4))))).parts == (True, False, True)

    def test_what_was_stored_before_asks_for_the_last_map_only(self):
        stored = {name: value for name, value in STAGED.parameters().items() if name != "staged"}
        assert ConvReluPool.restore(stored) == FIRST
