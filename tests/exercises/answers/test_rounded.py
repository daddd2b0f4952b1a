"""A rounded number: how it is shown, and how near an answer must be."""

from fractions import Fraction

import pytest

from exercises.answers import Rounded, Unreadable

HUNDREDTHS = Rounded()
WANTED = Fraction(2043, 100)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(WANTED, "20.43"), (Fraction(102, 5), "20.4"), (20, "20"), (Fraction(-1, 20), "-0.05"), (Fraction(1, 3), "1/3")],
)
def test_it_is_shown_as_a_decimal_and_can_be_typed_again(value, shown):
    assert HUNDREDTHS.show(value) == shown
    assert HUNDREDTHS.read(shown) == value


@pytest.mark.parametrize("typed", ["20.43", "20,43", "20.4304", "20.425", "20.435", "2043/100"])
def test_what_rounds_to_it_is_accepted(typed):
    assert HUNDREDTHS.accepts(HUNDREDTHS.read(typed), WANTED)


@pytest.mark.parametrize("typed", ["20.42", "20.44", "20.4", "20", "0", "-20.43"])
def test_what_does_not_round_to_it_is_not(typed):
    assert not HUNDREDTHS.accepts(HUNDREDTHS.read(typed), WANTED)


def test_the_hint_says_how_many_decimals():
    assert str(HUNDREDTHS.hint()).startswith("Round to 2 decimals")
    assert isinstance(HUNDREDTHS.read("abc"), Unreadable)
