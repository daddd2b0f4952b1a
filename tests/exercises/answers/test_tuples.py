"""A set of settings: what can be typed, and what is told when it cannot be read."""

from fractions import Fraction

import pytest

from exercises.answers import MOST_CHARACTERS, Tuples, Unreadable
from exercises.text import T

SETTINGS = Tuples((T("kernel"), T("stride"), T("padding")))


@pytest.mark.parametrize(
    "typed",
    [
        "(3, 1, 0), (5, 1, 1)",
        "(5,1,1) (3,1,0)",
        "3 1 0; 5 1 1",
        "3, 1, 0\n5, 1, 1",
        "[[3, 1, 0], [5, 1, 1]]",
        "{(3, 1, 0), (5, 1, 1), (3, 1, 0)}",
        "（3，1，0），（5，1，1）",
    ],
)
def test_settings_can_be_typed_in_many_ways(typed):
    assert SETTINGS.read(typed) == ((3, 1, 0), (5, 1, 1))


@pytest.mark.parametrize("typed", ["none", " None ", "-", "∅"])
def test_none_is_an_answer(typed):
    assert SETTINGS.read(typed) == ()


def test_a_fraction_and_a_negative_number_are_readable_and_wrong():
    assert SETTINGS.read("(3, 1/2, -1)") == ((3, Fraction(1, 2), -1),)
    assert not SETTINGS.accepts(((3, Fraction(1, 2), -1),), ((3, 1, 0),))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Nothing is written here yet"),
        ("()", "Nothing is written here yet"),
        ("3 1", "“3 1” should be 3 numbers"),
        ("3 1 0 5 1 1", "should be 3 numbers"),
        ("(3, 1, 0), 5, 1, 1", "“5 1 1” stands outside the brackets"),
        ("(3, 1, x)", "“x” is not a number"),
        ("(3, 1, 1/0)", "divides by zero"),
        ("(" * 500, "Nothing is written here yet"),
        ("; ".join(f"{i} 1 0" for i in range(200)), "At most 100"),
        ("9" * (MOST_CHARACTERS + 1), "characters long"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(typed, told):
    read = SETTINGS.read(typed)
    assert isinstance(read, Unreadable)
    assert told in str(read.message)


def test_the_part_that_cannot_be_read_is_named():
    assert SETTINGS.read("3 1 0; 5 1").part == 1


@pytest.mark.parametrize("value", [(), ((3, 1, 0),), ((3, 1, 0), (5, 2, 1))])
def test_what_is_shown_can_be_typed(value):
    assert SETTINGS.read(SETTINGS.show(value)) == value


def test_each_setting_that_was_typed_is_marked():
    assert SETTINGS.marks(((3, 1, 0), (4, 1, 1)), ((3, 1, 0), (5, 1, 1))) == (True, False)


def test_the_hint_shows_the_order():
    assert str(SETTINGS.hint()) == (
        "Each as (kernel, stride, padding), for example (3, 1, 0), in any order; or the word none."
    )
