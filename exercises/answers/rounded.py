"""A number that is asked for rounded, such as a memory in megabytes."""

from dataclasses import dataclass
from fractions import Fraction

from exercises.answers.formats import Number
from exercises.answers.reading import Value
from exercises.frozen import once
from exercises.text import T, Text


def half_up(number: int | Fraction, places: int) -> int | Fraction:
    """The nearest number of so many decimals, halves away from zero, as in school and on calculators.

    By hand: half_up(464.625, 2) == 464.63, where Python's `round` gives 464.62.
    """
    scale = 10**places
    over, under = number.numerator, number.denominator
    whole = (2 * abs(over) * scale + under) // (2 * under)
    value = Fraction(whole if over > 0 else -whole, scale)
    return int(value) if value.denominator == 1 else value


@dataclass(frozen=True)
class Rounded(Number):
    """One number rounded to `places` decimals; its value has no more of them. More decimals may be typed.

    `exact` is the number before it was rounded, where that is known: the right answer is held against it, so that
    halves may be rounded up, down or to even.
    """

    places: int = 2
    exact: Value | None = None

    def hint(self) -> Text:
        return T("Round to %(places)s decimals; more of them do no harm.", places=self.places)

    def show(self, value: Value) -> str:
        """As a decimal when it is one of so many places, else exactly."""
        if (scaled := value * 10**self.places) != int(scaled):
            return str(value)
        whole, rest = divmod(abs(int(scaled)), 10**self.places)
        decimals = f".{rest:0{self.places}d}".rstrip("0") if rest else ""
        return f"{'-' if value < 0 else ''}{whole}{decimals}"

    @once
    def key(self) -> Value | None:
        """The right answer: `exact`, rounded."""
        return None if self.exact is None else half_up(self.exact, self.places)

    def unrounded(self, wanted: Value) -> Value:
        """What is held against a given number: `exact` where the key is wanted."""
        return wanted if self.exact is None or wanted != self.key else self.exact

    def accepts(self, given: Value, wanted: Value) -> bool:
        """Whether the given number is off by half of the last place at most."""
        near = self.unrounded(wanted)
        over, under = given.numerator * near.denominator, near.numerator * given.denominator
        return bool(2 * abs(over - under) * 10**self.places <= given.denominator * near.denominator)


@dataclass(frozen=True)
class Exact(Number):
    """One exact number, shown as a decimal of up to `places` places where it is one."""

    places: int = 6

    def show(self, value: Value) -> str:
        return Rounded(self.places).show(value)
