"""How often a cell is read."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.engine.windows import uses
from exercises.kinds.pixel_uses import PixelUses
from exercises.mistakes.uses import wrong_counts


def one(height, width, kernel, stride, padding, row, column):
    return PixelUses(height, width, kernel, (stride,) * 2, (padding,) * 2, row, column, False)


NOTES = one(5, 5, (3, 3), 1, 0, 3, 3)  # 2 · 2
SIDE = one(6, 8, (3, 3), 1, 0, 1, 4)  # 2 · 3
STRIDED = one(9, 8, (3, 4), 2, 0, 2, 4)  # rows 0-2, 2-4; columns 2-5, 4-7
GRID = PixelUses(4, 5, (2, 3), (1, 2), (0, 0), 0, 0, True)


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (NOTES, 4),
        (SIDE, 6),
        (STRIDED, 4),
        (one(5, 5, (3, 3), 1, 0, 0, 0), 1),
        (one(5, 5, (3, 3), 1, 0, 2, 2), 9),
        (one(5, 6, (3, 3), 1, 1, 0, 2), 6),
        (GRID, ((1, 1, 2, 1, 1), (2, 2, 4, 2, 2), (2, 2, 4, 2, 2), (1, 1, 2, 1, 1))),
    ],
)
def test_the_count_is_the_one_worked_out_by_hand(question, value):
    assert question.solve() == value


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (SIDE, "9", "uses-everywhere", "Not every cell is read 9 times"),
        (SIDE, "5", "uses-added", "You added 2 and 3"),
        (SIDE, "2", "uses-one-axis", "along one axis only"),
        (SIDE, "8", "uses-uncapped", "the distance to the edge"),
        (STRIDED, "12", "", ""),  # the kernel's taps, or the stride left out
        (one(9, 8, (3, 4), 2, 0, 1, 4), "8", "stride-ignored", "The stride leaves windows out"),
        (one(5, 6, (3, 3), 1, 1, 0, 2), "3", "", ""),  # along one axis, or without padding
        (one(5, 7, (3, 2), 1, 1, 0, 2), "2", "", ""),
        (GRID, "1 2 3 2 1; 2 4 6 4 2; 2 4 6 4 2; 1 2 3 2 1", "stride-ignored", ""),
        (GRID, "6 6 6 6 6; 6 6 6 6 6; 6 6 6 6 6; 6 6 6 6 6", "uses-everywhere", "The stride and the edge"),
        (GRID, "2 2 3 2 2; 3 3 4 3 3; 3 3 4 3 3; 2 2 3 2 2", "uses-added", "multiply"),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


@pytest.mark.parametrize("level", [1, 2])
def test_the_cell_asked_for_is_no_corner_and_is_marked(level):
    for seed in range(100):
        question = PixelUses.generate(Random(seed), level)
        assert (question.row % (question.height - 1), question.column % (question.width - 1)) != (0, 0)
        assert [cell.text for cell in question.picture().panels[0].cells].count("?") == 1


def test_all_windows_together_read_as_many_cells_as_they_have_taps_inside():
    for seed in range(100):
        question = PixelUses.generate(Random(seed), 3)
        read = [sum(len(windows.reads_inside(axis, i)) for i in range(axis.out)) for axis in question.axes]
        assert sum(map(sum, question.solve())) == read[0] * read[1]


def test_the_grid_is_written_row_by_row():
    steps = GRID.explain().steps
    assert [step.key for step in steps] == ["down", "across", "row-0", "row-1", "row-2", "row-3"]
    assert "multiply the counts across by 2, which gives 2, 2, 4, 2, 2" in str(steps[3].sentence)


@pytest.mark.parametrize("pads", [(0, 1), (1, 0)])
def test_padding_at_one_end_of_one_axis_can_be_left_out_too(pads):
    """By hand: 4 cells with a zero at the end, kernel 3, stride 2 are read 1, 1, 2, 1 times, without it 1, 1, 1, 0."""
    plain, padded = Axis(4, 2), Axis(4, 3, 2, *pads)
    bare, dense = ([1, 1, 1, 0], uses(Axis(4, 3, 1, *pads)))
    for rows, columns in ((plain, padded), (padded, plain)):
        made = {one.slip: one.answer for one in wrong_counts(rows, columns, 1, 1)}
        assert made["padding-ignored"] == bare[1] * 2
        assert made["stride-ignored"] == dense[1] * 2


def test_the_distance_to_the_edge_counts_only_without_padding():
    slips = {one.slip for one in wrong_counts(Axis(5, 3), Axis(5, 3, end=1), 2, 2)}
    assert "uses-uncapped" not in slips
    assert "uses-uncapped" in {one.slip for one in wrong_counts(Axis(5, 3), Axis(5, 3), 2, 2)}
