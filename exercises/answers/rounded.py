"""A number that is asked for rounded, such as a memory in megabytes."""

from dataclasses import dataclass

from exercises.answers.formats import Number
from exercises.answers.reading import Value
from exercises.text import T, Text


@dataclass(frozen=True)
class Rounded(Number):
    """One number rounded to `places` decimals; its value has no more of them. More decimals may be typed."""

    places: int = 2

    def hint(self) -> Text:
        return T("Round to %(places)s decimals; more of them do no harm.", places=self.places)

    def show(self, value: Value) -> str:
        """As a decimal when it is one of so many places, else exactly."""
        if (scaled := value * 10**self.places) != int(scaled):
            return str(value)
        whole, rest = divmod(abs(int(scaled)), 10**self.places)
        decimals = f".{rest:0{self.places}d}".rstrip("0") if rest else ""
        return f"{'-' if value < 0 else ''}{whole}{decimals}"

    def accepts(self, given: Value, wanted: Value) -> bool:
        """Whether the given number is nearer to the wanted one than to any other of so many places."""
        over, under = given.numerator * wanted.denominator, wanted.numerator * given.denominator
        return bool(2 * abs(over - under) * 10**self.places <= given.denominator * wanted.denominator)


@dataclass(frozen=True)
class Exact(Number):
    """One exact number, shown as a decimal of up to `places` places where it is one."""

    places: int = 6

    def show(self, value: Value) -> str:
        return Rounded(self.places).show(value)
