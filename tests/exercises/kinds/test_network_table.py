"""Networks row by row: LeNet-5 and AlexNet as published, slips made everywhere, and slips made once."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.kinds.network_table import NetworkTable
from exercises.mistakes.rows import Asked
from exercises.networks import units_of
from exercises.slips import SLIPS
from tests.exercises.engine.test_network import ALEXNET_MAPS

LENET = NetworkTable(
    (1, 32, 32),
    (("conv", 6, 5, 1, 0), ("pool", 2, 2, 0), ("conv", 16, 5, 1, 0), ("pool", 2, 2, 0), ("flatten",)),
    True,
)
ALEXNET = NetworkTable(
    (3, 227, 227),
    (
        ("conv", 96, 11, 4, 0),
        ("pool", 3, 2, 0),
        ("conv", 256, 5, 1, 2),
        ("pool", 3, 2, 0),
        ("conv", 384, 3, 1, 1),
        ("conv", 384, 3, 1, 1),
        ("conv", 256, 3, 1, 1),
        ("pool", 3, 2, 0),
        ("flatten",),
        ("dense", 4096),
    ),
    False,
)
ODD = NetworkTable((3, 21, 25), (("conv", 8, 3, 1, 0), ("pool", 2, 2, 0), ("conv", 4, 5, 1, 2)), False)
TWO_WAYS = NetworkTable((3, 8, 8), (("conv", 8, 1, 1, 0), ("pool", 2, 2, 0), ("conv", 4, 3, 1, 1)), False)
LENET_ROWS = "6 28 28 156; 6 14 14 0; 16 10 10 2416; 16 5 5 0; 400 0"


def judged(question, typed):
    return check(question, question.answer.read(typed))


def test_lenet_is_the_published_one():
    assert LENET.solve() == ((6, 28, 28, 156), (6, 14, 14, 0), (16, 10, 10, 2416), (16, 5, 5, 0), (400, 0))


def test_alexnet_is_the_published_one():
    assert ALEXNET.solve() == ALEXNET_MAPS


def test_height_and_width_are_worked_out_apart():
    assert ODD.solve() == ((8, 19, 23), (8, 9, 11), (4, 9, 11))


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (ODD, "8 18 22; 8 8 10; 4 7 9", "forgot-one", "The size after layer 1 is 8 × 19 × 23."),
        (ODD, "3 19 23; 3 9 11; 3 9 11", "channels-kept", "Each filter makes one: the shape is 8 × 19 × 23."),
        (ODD, "19 23 8; 9 11 8; 9 11 4", "layout-mixed", "Your channels stand last. Every row begins with them"),
        (LENET, "28 28 6 156; 14 14 6 0; 10 10 16 2416; 5 5 16 0; 400 0", "layout-mixed", "Your channels stand last."),
        (ODD, "24 19 23; 24 9 11; 96 9 11", "channels-multiplied", "in layer 1"),
        (ODD, "8 19 23; 4 9 11; 4 9 11", "pool-loses-channels", "It keeps all of them: the shape is 8 × 9 × 11."),
        (ODD, "8 19 23; 8 10 12; 4 10 12", "rounded-up", "In layer 2 the last window does not fit"),
        (ODD, "8 19 23; 8 9 11; 4 5 7", "padding-ignored", "Layer 3 has some"),
        (LENET, LENET_ROWS.replace("156", "150").replace("2416", "2400"), "bias-uncounted", "it has 156 parameters"),
        (LENET, LENET_ROWS.replace("14 14 0", "14 14 24").replace("5 5 0", "5 5 64"), "pool-weights", "learns nothing"),
        (LENET, LENET_ROWS.replace("400", "16"), "flatten-forgotten", "After layer 5 there are 400."),
    ],
)
def test_a_slip_made_in_every_row_is_named(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


@pytest.mark.parametrize(
    ("question", "typed", "slip", "step", "words"),
    [
        # the + 1 is left out in row 1 only: 18 and 22, which 2 x 2 pooling makes 9 and 11
        (ODD, "8 18 22; 8 9 11; 4 9 11", "forgot-one", "layer-1", "The rows after it follow from yours and are right."),
        # 55 becomes 28 by rounding up, and all that follows is worked out from 28
        (
            ALEXNET,
            "96 55 55; 96 28 28; 256 28 28; 256 13 13; 384 13 13; 384 13 13; 256 13 13; 256 6 6; 9216; 4096",
            "row-faulty",
            "layer-2",
            "Row 2 is the first that does not follow from the row above it.",
        ),
        # layer 3 loses its padding: 27 becomes 23, which pooling makes 11 and then 5
        (
            ALEXNET,
            "96 55 55; 96 27 27; 256 23 23; 256 11 11; 384 11 11; 384 11 11; 256 11 11; 256 5 5; 6400; 4096",
            "padding-ignored",
            "layer-3",
            "The rows after it follow from yours and are right.",
        ),
        (LENET, LENET_ROWS.replace("2416", "416"), "channels-forgotten", "layer-3", "it has 2416 parameters"),
        (LENET, LENET_ROWS.replace("2416", "151"), "filters-forgotten", "layer-3", "All of them together"),
        (LENET, LENET_ROWS.replace("156", "36"), "kernel-not-squared", "layer-1", "one side of the kernel"),
        (ODD, "8 19 23; 8 7 11; 4 7 11", "row-faulty", "layer-2", "Work out layer 2 once more. The rows after it"),
        (ODD, "8 19 23; 8 7 11; 4 9 11", "row-faulty", "layer-2", "Work out layer 2 once more."),
        # 4 cells with padding 1 through a kernel of 3: 3 without the + 1, and 3 with one zero only
        (
            TWO_WAYS,
            "8 8 8; 8 4 4; 4 3 3",
            "row-faulty",
            "layer-3",
            "when you leave out the + 1, and also when you count the padding on one side only.",
        ),
        (ODD, "8 0 23; 8 9 11; 4 9 11", "row-faulty", "layer-1", "Row 1"),
        (ODD, "8 1 1; 8 9 11; 4 9 11", "row-faulty", "layer-1", "Row 1"),
        (ODD, "8 19/2 23; 8 9 11; 4 9 11", "row-faulty", "layer-1", "Row 1"),
    ],
)
def test_the_first_faulty_row_is_named_and_the_rest_is_followed_through(question, typed, slip, step, words):
    checked = judged(question, typed)
    assert (checked.slip, checked.step) == (slip, step)
    assert words in str(checked.sentence)


def test_one_slip_costs_its_cells_and_no_others():
    typed = "96 55 55; 96 27 27; 256 23 23; 256 11 11; 384 11 11; 384 11 11; 256 11 11; 256 5 5; 6400; 4096"
    marks = judged(ALEXNET, typed).marks
    assert [i for i, mark in enumerate(marks) if not mark] == [7, 8]


def test_two_slips_cost_both_and_the_first_is_named():
    checked = judged(ODD, "8 18 22; 8 9 11; 3 9 11")
    assert [i for i, mark in enumerate(checked.marks) if not mark] == [1, 2, 6]
    assert checked.slip == "forgot-one"
    assert "follow from yours" not in str(checked.sentence)


def test_the_levels_have_three_five_and_eight_to_twelve_layers():
    lengths = set()
    for seed in range(150):
        easy, middle, hard = (NetworkTable.generate(Random(seed), level) for level in (1, 2, 3))
        assert (len(easy.layers), easy.counts) == (3, False)
        assert (len(middle.layers), middle.counts) == (5, True)
        assert not hard.counts
        lengths.add(len(hard.layers))
    assert min(lengths) >= 8
    assert max(lengths) <= 12


def test_every_row_is_labelled_and_a_flattened_one_has_one_number():
    lines = LENET.answer.lines
    assert [str(line.label) for line in lines][:2] == [
        "1: 6 filters of 5 × 5",
        "2: max pooling, window 2 × 2, stride 2",
    ]
    assert lines[-1].columns == (0, 3)


def test_the_picture_has_a_place_for_each_shape_and_tells_none_but_the_inputs():
    (panel,) = ALEXNET.picture().panels
    assert [
        cell.text for cell in panel.cells if "×" in cell.text and "conv" not in cell.text and "pool" not in cell.text
    ] == ["3 × 227 × 227"]
    assert sum(not cell.text for cell in panel.cells) == 10


def test_each_step_writes_its_row():
    steps = {step.key: step for step in LENET.explain().steps}
    (cell,) = steps["layer-3"].cells
    assert (cell.text, cell.note) == ("16 × 10 × 10", "2416 parameters")
    assert "(5 · 5 · 6 + 1) · 16 = 2416 parameters" in str(steps["layer-3"].sentence)
    assert "16 × 5 × 5 = 400" in str(steps["layer-5"].sentence)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_one_slip_in_one_row_is_named_alone_or_together_with_those_that_give_the_same(level):
    """Scripted students: each slip in each row where it shows, and all that follows worked out from it."""
    for seed in range(12):
        question = NetworkTable.generate(Random(seed), level)
        for slip, table in one_slip_each(question):
            checked = check(question, table)
            if checked.slip != slip:
                assert checked.slip == "row-faulty"
                assert str(SLIPS[slip].title) in str(checked.sentence)
            assert 0 < sum(not mark for mark in checked.marks) <= max(map(len, table))


def one_slip_each(question):
    asked = Asked(question.given, units_of(question.layers), question.counts)
    right = question.solve()
    for i, unit in enumerate(asked.units):
        for model in asked.models[i]:
            row = model.shape(unit, asked.above[i])
            row = (*row, model.count(unit, asked.above[i])) if asked.counts else row
            table = [*right[:i], row] if row != right[i] else []
            while table and table[-1] and len(table) < len(right):
                table.append(asked.follow(len(table), table[-1]))
            if table and table[-1]:
                yield model.slip, tuple(table)
