"""Values of counterexamples survive JSON; what is too large or foreign becomes words."""

import json

import numpy as np
import pytest

from exercises.packing import Words, as_python, packed_value, unpacked_value
from grader.sandbox import Array

HUGE = Array("|b1", (0, 2**40), b"")


def through_json(value):
    return unpacked_value(json.loads(json.dumps(packed_value(value), allow_nan=False)))


@pytest.mark.parametrize(
    "value",
    [5, -1.5, True, None, float("inf"), "conv", (1, (2, "x")), [1, [2.5]], [("conv", 4, 3, 1, 0)], 2**500],
)
def test_plain_values_come_back_as_they_were(value):
    assert through_json(value) == value
    assert type(through_json(value)) is type(value)


@pytest.mark.parametrize("dtype", ["int64", "uint8", "float32", "bool", "float64"])
def test_arrays_come_back_with_their_type_and_shape(dtype):
    array = np.arange(6).astype(dtype).reshape(1, 2, 3)
    back = through_json(array)
    assert back.dtype == array.dtype
    assert np.array_equal(back, array)


def test_numbers_that_are_none_come_back_too():
    back = through_json(np.array([np.nan, -np.inf, 1.0]))
    assert np.array_equal(back, [np.nan, -np.inf, 1.0], equal_nan=True)


@pytest.mark.parametrize(
    "value",
    [np.zeros(401), HUGE, [0] * 500, {"a": 1}, b"bytes", 1j, "\u202etext", "x" * 300, np.array([1j])],
    ids=lambda value: type(value).__name__,
)
def test_what_is_too_large_or_foreign_becomes_printable_words(value):
    back = through_json(value)
    assert isinstance(back, Words)
    assert back.isprintable()
    assert as_python(back) == back


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        (np.array([[1, 2]]), "np.array([[1, 2]])"),
        (np.array([1], "uint8"), "np.array([1], dtype=np.uint8)"),
        ((1,), "(1,)"),
        ([(3, 1, 1)], "[(3, 1, 1)]"),
        ("edge", "'edge'"),
    ],
)
def test_a_value_is_written_as_somebody_would_type_it(value, typed):
    assert as_python(value) == typed
