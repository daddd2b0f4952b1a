"""What is accepted as right, and what is said first about what is not."""

import numpy as np
import pytest

from exercises.comparing import Fault, difference
from exercises.problem import Rules
from exercises.text import plain
from grader.sandbox import Array

RULES = Rules()
GRID = np.array([[1, 2], [3, 4]])


def fault(given, wanted):
    found = difference(given, wanted, RULES)
    return found and found.fault


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (5.0, 5),
        (np.int8(5), 5),
        (np.array(5.0), 5),
        (-0.0, 0),
        (0.333333333, 1 / 3),
        ([[1, 2], [3, 4.0]], GRID),
        (((1, 2), (3, 4)), GRID),
        ([np.array([1, 2]), np.array([3, 4])], GRID),
        (GRID.astype("float32"), GRID),
        ([1.0, 2], (1, 2)),
        (np.array([1, 2]), (1, 2)),
        ([(1, 2, 3)], ((1, 2, 3),)),
        (Array("<i8", (2, 2), GRID.tobytes()), GRID),
        (GRID * (1 + 1e-7), GRID.astype(float)),
        (GRID + 1e-12, GRID),
        ([[0.9999999999, 2], [3, 4]], GRID),
    ],
)
def test_these_are_accepted(given, wanted):
    assert difference(given, wanted, RULES) is None


@pytest.mark.parametrize(
    ("given", "wanted", "what"),
    [
        (None, 5, Fault.TYPE),
        (True, 1, Fault.TYPE),
        ("5", 5, Fault.TYPE),
        ([5], 5, Fault.TYPE),
        (float("nan"), 5, Fault.NAN),
        (5.5, 5, Fault.VALUE),
        (2**60 + 1, 2**60, Fault.VALUE),
        (None, GRID, Fault.TYPE),
        ([[1, 2], [3]], GRID, Fault.SHAPE),
        ([1, [2, 3]], GRID, Fault.SHAPE),
        ([9, 9, 9], GRID[0], Fault.SHAPE),
        ([[True, 2], [3, 4]], GRID, Fault.DTYPE),
        ([[1, 2], ["3", 4]], GRID, Fault.DTYPE),
        ([[1, 2], [b"3", 4]], GRID, Fault.DTYPE),
        ([[1, 2], [None, 4]], GRID, Fault.DTYPE),
        ([np.array([True, False]), np.array([3, 4])], GRID, Fault.DTYPE),
        (5 + 1e-12, 5, Fault.VALUE),
        (GRID + 1e-5, GRID, Fault.VALUE),
        (GRID * 10**9 + 1e-4, GRID * 10**9, Fault.VALUE),
        ([[1, 2, 9], [3, 4, 9]], GRID, Fault.SHAPE),
        (GRID[None], GRID, Fault.SHAPE),
        (GRID > 2, GRID, Fault.DTYPE),
        (GRID + 0j, GRID, Fault.DTYPE),
        ([["1", "2"], ["3", "4"]], GRID, Fault.DTYPE),
        ([[2**70, 2], [3, 4]], GRID, Fault.DTYPE),
        (GRID * np.nan, GRID, Fault.NAN),
        (GRID + 1, GRID, Fault.VALUE),
        (GRID + 0.001, GRID, Fault.VALUE),
        (3, (1, 2), Fault.TYPE),
        ((1, 2, 3), (1, 2), Fault.SHAPE),
        ((1, 3), (1, 2), Fault.VALUE),
        ({"a": 1}, GRID, Fault.TYPE),
    ],
)
def test_these_are_not_and_the_most_basic_fault_is_named(given, wanted, what):
    assert fault(given, wanted) == what


def test_the_first_cell_that_differs_is_pointed_at():
    found = difference(np.array([[1, 2], [9, 9]]), GRID, RULES)
    assert found.index == (1, 0)
    assert str(found.sentence) == "The cell at (1, 0) should be 3, but yours is 9."


def test_a_wrong_shape_of_a_later_part_is_said_before_a_wrong_value_of_an_earlier_one():
    found = difference((GRID + 1, GRID[0]), (GRID, GRID), RULES)
    assert (found.part, found.fault) == (1, Fault.SHAPE)


@pytest.mark.parametrize(
    ("given", "wanted", "sentence"),
    [
        ([9, 9, 9], np.array([1, 2]), "The result should have 2 numbers, but yours has 3."),
        ([[1, 2], [3]], GRID, "The shape should be (2, 2), but your rows are not equally long: 2, 1 cells."),
        (
            [[1]] * 8 + [[1, 2]],
            GRID,
            "The shape should be (2, 2), but your rows are not equally long: 1, 1, 1, 1, 1, 1, … cells.",
        ),
        ([1, [2, 3]], GRID, "The shape should be (2, 2), but your lists are not equally deep and long."),
        ([[[1], [2, 3]]], GRID[None], "The shape should be (1, 2, 2), but your lists are not equally deep and long."),
        ([["1", 2], [3, 4]], GRID, "Whole or decimal numbers are wanted, but here are others: text."),
        ([[True, 2], [3, 4]], GRID, "Whole or decimal numbers are wanted, but here are others: truth values."),
        ([5], 5, "One number is wanted, but your result is a list."),
        (None, 5, "One number is wanted, but your function gives back nothing (None): is a return missing?"),
        ((1, 2, 3), (1, 2), "A result of 2 parts is wanted, but yours has 3."),
        (7, (1, 2), "A result of 2 parts is wanted, but your result is a whole number."),
    ],
)
def test_what_is_wrong_is_said_in_one_whole_sentence(given, wanted, sentence):
    assert plain(difference(given, wanted, RULES).sentence) == sentence
