"""Sentences that can be translated later, and formulas in the LaTeX that students know.

A `Text` is a message id (its English wording) and the values that belong in it. Nothing is put together
from halves of sentences, so a translator sees whole ones. Formulas stand between dollar signs.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from exercises.frozen import frozen

Translate = Callable[[str], str]


@frozen
class Text:
    """One sentence (or a few): `id % values`. Values may be Texts themselves."""

    id: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return self.render(lambda message: message)

    def render(self, translate: Translate) -> str:
        """The sentence in the language that `translate` (message id -> message) speaks."""
        filled = {
            name: value.render(translate) if isinstance(value, Text) else value for name, value in self.values.items()
        }
        return translate(self.id) % filled

    def filled(self, **values: object) -> "Text":
        """The same sentence with these values: for tables of sentences, which hold them without."""
        return Text(self.id, {**self.values, **values})

    def __hash__(self) -> int:
        return hash(self.id)


def T(message: str, /, **values: object) -> Text:
    """A Text; `%(name)s` marks where a value goes, `%%` is a percent sign."""
    return Text(message, values)


def count(one: str, many: str, n: int, /, **values: object) -> Text:
    """A Text whose wording depends on a number, which is its value `n`."""
    return Text(one if n == 1 else many, {"n": n, **values})


def run_of(positions: Sequence[int]) -> Text:
    """Positions in words: `4`, `4 and 5`, `4 to 7`, or `0, 2, 4` when there are gaps."""
    first, last = positions[0], positions[-1]
    if len(positions) == 1:
        return T("%(first)s", first=first)
    if len(positions) == 2:
        return T("%(first)s and %(last)s", first=first, last=last)
    if len(positions) == last - first + 1:
        return T("%(first)s to %(last)s", first=first, last=last)
    return T("%(list)s", list=", ".join(map(str, positions)))


def listing(items: Sequence[Text]) -> Text:
    """Several things in one line: `a; b; c`."""
    first, *rest = items
    return T("%(first)s; %(rest)s", first=first, rest=listing(rest)) if rest else first


def lines(items: Sequence[Text]) -> Text:
    """Several things below one another, each but the last with a semicolon behind it."""
    first, *rest = items
    return T("%(first)s;\n%(rest)s", first=first, rest=lines(rest)) if rest else first


_COMMANDS = {
    r"\lfloor": "⌊",
    r"\rfloor": "⌋",
    r"\lceil": "⌈",
    r"\rceil": "⌉",
    r"\times": "×",
    r"\cdot": "·",
    r"\le": "≤",
    r"\ge": "≥",
    r"\ldots": "…",
    r"\max": "max",
    r"\min": "min",
    r"\quad": "  ",
    r"\left": "",
    r"\right": "",
    r"\bmod": "mod",
    r"\to": "→",
    r"\infty": "∞",
    r"\sum": "Σ",
    r"\sqrt": "√",
}
_FRACTION = re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}")
_WORDS = re.compile(r"\\(?:text|mathrm|operatorname)\{([^{}]*)\}")
_COMMAND = re.compile(r"\\[a-zA-Z]+")
_COMMAND_BEFORE_FRACTION = re.compile(r"(\\[a-zA-Z]+)(?=\\frac)")


def linear(latex: str) -> str:
    """The formula with its fractions on one line: floors round them read well without a mathematics font."""
    out = latex.replace(r"\left", "").replace(r"\right", "")
    out = _COMMAND_BEFORE_FRACTION.sub(r"\1 ", out)
    while (reduced := _FRACTION.sub(_linear_fraction, out)) != out:
        out = reduced
    return out


def plain(text: object) -> str:
    """The same words for a terminal: `$\\lfloor\\frac{5}{2}\\rfloor$` becomes ⌊5/2⌋."""
    return re.sub(r"\$([^$]*)\$", lambda formula: _plain_formula(formula[1]), str(text))


def _plain_formula(latex: str) -> str:
    out = linear(_WORDS.sub(r"\1", latex))
    out = _COMMAND.sub(lambda command: _COMMANDS.get(command[0], command[0]), out)
    out = re.sub(r"_\{?(\w+)\}?", r"_\1", out).replace("{", "").replace("}", "").replace("-", "−")
    return re.sub(r"([⌊⌈]) ", r"\1", re.sub(r" {2,}", " ", out)).strip()


def _linear_fraction(parts: re.Match[str]) -> str:
    over, under = parts[1].strip(), parts[2].strip()
    return f"{_grouped(over)}/{_grouped(under)}"


def _grouped(term: str) -> str:
    return term if re.fullmatch(r"[\w.\\]+|-\d+", term) else f"({term})"


def signed(value: int) -> str:
    """A number as a factor or term: negative ones stand in parentheses."""
    return f"({minus(value)})" if value < 0 else str(value)


def minus(value: object) -> str:
    """A number with the real minus sign, as it is printed in sentences."""
    return str(value).replace("-", "−")


MOST_DECIMALS = 20
"""Python prints up to 17 digits of a number, behind three zeros at most: so many decimals can be pasted."""


def decimals_of(number: int | Fraction) -> int | None:
    """How many decimals a number has; None where they do not end within MOST_DECIMALS."""
    return next((d for d in range(MOST_DECIMALS + 1) if 10**d % number.denominator == 0), None)


def decimal(number: int | Fraction) -> str:
    """A number as a student would rather read it: as a decimal where it ends, else as a fraction.

    By hand: decimal(Fraction(-11, 4)) == "−2.75", decimal(Fraction(1, 3)) == "1/3".
    """
    if not (places := decimals_of(number)):
        return minus(number)
    digits = f"{abs(number.numerator) * 10**places // number.denominator:0{places + 1}d}"
    return f"{'−' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def packed(text: Text) -> dict[str, object]:
    """A Text as JSON can hold it; `unpacked` gives it back."""
    values = {name: packed(value) if isinstance(value, Text) else value for name, value in text.values.items()}
    return {"id": text.id, "values": {name: _plain_value(value) for name, value in values.items()}}


def unpacked(stored: Mapping[str, Any]) -> Text:
    """The Text that `packed` stored."""
    values = {name: unpacked(value) if isinstance(value, dict) else value for name, value in stored["values"].items()}
    return Text(stored["id"], values)


def _plain_value(value: object) -> object:
    return value if isinstance(value, int | str | dict) else str(value)
