"""Receptive fields: size, jump and start."""

import itertools
from random import Random

import pytest

from exercises.diagnosis import check
from exercises.kinds.receptive_field import ReceptiveField


def conv(k, s=1, p=0, d=1):
    return ("conv", k, s, p, d)


THREES = ReceptiveField((conv(3), conv(3), conv(3)), 1)  # 3, 5, 7
MIXED = ReceptiveField((conv(7, 2), ("pool", 3, 2, 0, 1), conv(3)), 2)  # 7, 7 + 2·2 = 11, 11 + 2·4 = 19; jump 4
DILATED = ReceptiveField((conv(3, 2, 1), conv(3, 3, 2, 2), conv(2)), 3)
# 3, 3 + 4·2 = 11, 11 + 1·6 = 17; jump 6; start -1 - 2·2 = -5

LATE = ReceptiveField((conv(2), conv(2, 3), conv(3)), 2)  # 2, 3, 3 + 2·3 = 9; jump 3


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (THREES, 7),
        (MIXED, (19, 4)),
        (DILATED, (17, 6, -5)),
        (ReceptiveField((conv(5), conv(5)), 1), 9),
        (ReceptiveField((conv(3, 2, 1), conv(3, 2, 1), conv(3, 2, 1)), 3), (15, 8, -7)),
    ],
)
def test_the_field_is_the_one_worked_out_by_hand(question, value):
    assert question.solve() == value


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (THREES, "9", "field-kernels-added", "beyond the one cell it starts from"),
        (THREES, "27", "field-product", "Neighbouring windows overlap"),
        (THREES, "6", "field-without-cell", "a cell sees itself"),
        (
            MIXED,
            "11; 4",
            "field-strides-ignored",
            "Behind layer 1 neighbouring cells lie 2 input cells apart, and each later stride multiplies that.",
        ),
        (LATE, "5; 3", "field-strides-ignored", "Behind layer 2 neighbouring cells lie 3 input cells apart."),
        (MIXED, "29; 4", "field-own-stride-first", "only the layers that follow"),
        (MIXED, "19; 5", "field-jump-added", "Each stride multiplies the jump"),
        (DILATED, "13; 6; -5", "dilation-ignored", "It spreads the taps"),
        (DILATED, "17; 6; -3", "start-unscaled", "multiply each padding by it"),
        (DILATED, "17; 6; 0", "start-ignored", "moves the start to the left"),
        (DILATED, "17; 6; 5", "start-positive", "the start is negative"),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


def test_the_field_is_what_a_change_of_the_input_can_reach():
    """Tried out: the cells of the input that output cell 1 depends on, layer by layer backwards."""
    for seed in range(60):
        question = ReceptiveField.generate(Random(seed), 3)
        size, jump, start = question.solve()
        low = high = 1
        for layer in reversed(question.plain_layers):
            low, high = low * layer.stride - layer.padding, high * layer.stride - layer.padding + layer.extent - 1
        assert (low, high) == (start + jump, start + jump + size - 1)


def test_the_levels_ask_for_one_two_and_three_numbers():
    for seed in range(60):
        easy, middle, hard = (ReceptiveField.generate(Random(seed), level) for level in (1, 2, 3))
        assert isinstance(easy.solve(), int)
        assert len(middle.solve()) == 2
        assert hard.solve()[2] < 0


def test_each_step_writes_a_row_of_the_table():
    explanation = MIXED.explain()
    rows = [[cell.text for cell in step.cells if cell.panel == "table"] for step in explanation.steps if step.cells]
    assert rows == [["7", "2"], ["11", "4"], ["19", "4"]]


def test_each_window_lies_inside_the_next_one_and_all_have_one_scale():
    explanation = MIXED.explain()
    drawn = [*explanation.picture.panels[1].cells[:2]]
    drawn += [cell for step in explanation.steps for cell in step.cells if cell.panel == "windows"]
    bars, numbers = drawn[::2], drawn[1::2]
    assert [number.text for number in numbers] == ["1", "7", "11", "19"]
    assert {bar.text for bar in bars} == {""}  # the first is narrower than its number
    assert {number.x for number in numbers} == {numbers[0].x}
    assert all(bar.y == number.y for bar, number in zip(bars, numbers, strict=True))
    assert bars[-1].x + bars[-1].width <= numbers[-1].x
    assert [round(bar.width / bars[-1].width * 19, 6) for bar in bars] == [1, 7, 11, 19]
    for inner, outer in itertools.pairwise(bars):
        assert outer.x < inner.x
        assert inner.x + inner.width < outer.x + outer.width
        assert inner.y + inner.height < outer.y


def test_the_windows_are_seen_in_the_solution_only():
    assert [panel.key for panel in MIXED.picture().panels] == ["table"]
