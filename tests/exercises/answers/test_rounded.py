"""A rounded number: how it is shown, and how near an answer must be."""

from fractions import Fraction

import pytest

from exercises.answers import Rounded, Unreadable, half_up

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


@pytest.mark.parametrize(
    ("number", "places", "rounded"),
    [("464.625", 2, "464.63"), ("464.624", 2, "464.62"), ("-0.125", 2, "-0.13"), ("2.5", 0, "3"), ("7", 2, "7")],
)
def test_halves_go_away_from_zero_as_in_school(number, places, rounded):
    assert half_up(Fraction(number), places) == Fraction(rounded)


class TestHeldAgainstTheExactNumber:
    """464.625 lies in the middle of two hundredths: by hand, half a hundredth from each."""

    half = Rounded(exact=Fraction("464.625"))
    third = Rounded(exact=Fraction(2, 3))

    def accepts(self, answer, typed):
        return answer.accepts(answer.read(typed), answer.key)

    def test_the_key_is_rounded_half_up(self):
        assert (self.half.show(self.half.key), self.third.show(self.third.key)) == ("464.63", "0.67")

    @pytest.mark.parametrize("typed", ["464.62", "464.63", "464.625", "464.6250", "3717/8"])
    def test_either_way_to_round_a_half_is_right(self, typed):
        assert self.accepts(self.half, typed)

    @pytest.mark.parametrize("typed", ["464.61", "464.64", "464.6", "464.619", "464.631", "465", "-464.63"])
    def test_what_is_further_off_is_not(self, typed):
        assert not self.accepts(self.half, typed)

    def test_what_is_near_the_key_only_is_not(self):
        assert self.accepts(self.third, "0.67")
        assert self.accepts(self.third, "0.6667")
        assert not self.accepts(self.third, "0.674")

    def test_another_number_is_still_compared_as_it_is(self):
        """Wrong models are compared with one another, and their answers with what was typed."""
        assert self.half.accepts(Fraction("20.434"), Fraction("20.43"))
        assert not self.half.accepts(Fraction("20.44"), Fraction("20.43"))


def test_the_hint_says_how_many_decimals():
    assert str(HUNDREDTHS.hint()).startswith("Round to 2 decimals")
    assert isinstance(HUNDREDTHS.read("abc"), Unreadable)
