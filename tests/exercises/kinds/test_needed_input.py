"""The input that a chain of layers needs; all numbers were worked out by hand."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.engine.conventions import Impossible
from exercises.engine.stack import Layer, least_input, sizes_through
from exercises.kinds.needed_input import NeededInput
from exercises.question import LEVELS
from exercises.text import plain

LECTURE = NeededInput((("conv", 5, 1, 0),) * 7, 4)
# Back from 3: the pool needs 2*2+2 = 6, the 3 x 3 layer 8, the layer with stride 2 and padding 1 needs 7*2+3-2 = 15.
MIXED = NeededInput((("conv", 3, 2, 1), ("conv", 3, 1, 0), ("pool", 2, 2, 0)), 3)


def typed(question, text):
    return check(question, question.answer.read(text))


def test_seven_kernels_of_five_need_thirty_two_cells_to_leave_four():
    assert LECTURE.solve() == 32
    assert MIXED.solve() == 15
    assert least_input(1, [Layer(3, 2, 5)]) == 1


@pytest.mark.parametrize(
    ("question", "answer", "slip"),
    [
        (LECTURE, "39", "chain-whole-kernels"),
        (LECTURE, "28", "chain-cut-short"),
        (MIXED, "17", "padding-ignored"),
        (MIXED, "16", "padding-once"),
        (MIXED, "20", "chain-whole-kernels"),
        (MIXED, "21", "one-stride-too-many"),
        (MIXED, "14", "chain-reversed"),
        (MIXED, "8", "chain-cut-short"),
        (MIXED, "9", "chain-cut-short"),
        (MIXED, "7", ""),
    ],
)
def test_a_slip_on_the_way_back_is_named(question, answer, slip):
    assert typed(question, answer).slip == slip


@pytest.mark.parametrize("level", LEVELS)
def test_one_cell_less_leaves_too_few(level):
    for seed in range(60):
        question = NeededInput.generate(Random(seed), level)
        n, layers = question.solve(), question.plain_layers
        assert sizes_through(n, layers)[len(layers) - 1] == question.out
        less = sizes_through(n - 1, layers)
        assert len(less) < len(layers) or less[-1] < question.out


def test_the_way_back_is_told_layer_by_layer():
    said = [(step.key, plain(f"${step.formula}$")) for step in MIXED.explain().steps]
    assert said[1:4] == [
        ("layer-3", "(3 − 1) · 2 + 2 = 6"),
        ("layer-2", "(6 − 1) · 1 + 3 = 8"),
        ("layer-1", "(8 − 1) · 2 + 3 − 2 · 1 = 15"),
    ]


def test_nothing_left_is_no_question():
    with pytest.raises(Impossible):
        least_input(0, [Layer(3)])
