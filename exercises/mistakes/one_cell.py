"""Near misses: a grid that is right in all cells but one, where one term explains the difference."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from exercises.answers import Value
from exercises.pictures import Frame
from exercises.question import Mistake
from exercises.text import T, Text, minus


@dataclass(frozen=True)
class Term:
    """One term of a cell's sum, as it is written and what it is worth; `tap` is its (row, column) in the window."""

    written: str
    value: int | Fraction
    tap: tuple[int, int]
    frame: Frame


def lone_cell(given: Value, wanted: Value) -> tuple[int, int] | None:
    """The only cell in which two grids of the same size differ."""
    if len(given) != len(wanted) or len(given[0]) != len(wanted[0]):
        return None
    wrong = [
        (i, j)
        for i, (row, other) in enumerate(zip(given, wanted, strict=True))
        for j, (one, right) in enumerate(zip(row, other, strict=True))
        if one != right
    ]
    return wrong[0] if len(wrong) == 1 else None


def one_slip(given: Value, wanted: Value, terms: Callable[[int, int], Iterable[Term]]) -> Iterator[Mistake]:
    """One term missing, or one with the wrong sign, in the only wrong cell; `terms(i, j)` are those of a cell."""
    place = lone_cell(given, wanted)
    if place is None:
        return
    i, j = place
    off = given[i][j] - wanted[i][j]
    cell_terms = [term for term in terms(i, j) if term.value]
    for slip, times, say in (("term-missing", 1, _missing), ("sign-slip", 2, _negated)):
        fitting = [term for term in cell_terms if off == -times * term.value]
        if fitting:
            sentence = say(i, j, given[i][j], fitting)
            yield Mistake(slip, given, sentence, f"cell-{i}-{j}", tuple(term.frame for term in fitting))


def _missing(i: int, j: int, typed: int | Fraction, fitting: list[Term]) -> Text:
    if len(fitting) > 1:
        return T(
            "All cells are right but one. Row %(row)s, column %(column)s comes to %(typed)s when one term is left out: "
            "one of %(terms)s.",
            **_named(i, j, typed, fitting),
        )
    return T(
        "All cells are right but one. Row %(row)s, column %(column)s comes to %(typed)s when the term %(terms)s "
        "(row %(a)s, column %(b)s of the window) is left out.",
        **_named(i, j, typed, fitting),
    )


def _negated(i: int, j: int, typed: int | Fraction, fitting: list[Term]) -> Text:
    if len(fitting) > 1:
        return T(
            "All cells are right but one. Row %(row)s, column %(column)s comes to %(typed)s when one term has the "
            "wrong sign: one of %(terms)s.",
            **_named(i, j, typed, fitting),
        )
    return T(
        "All cells are right but one. Row %(row)s, column %(column)s comes to %(typed)s when the term %(terms)s "
        "(row %(a)s, column %(b)s of the window) has the wrong sign.",
        **_named(i, j, typed, fitting),
    )


def _named(i: int, j: int, typed: int | Fraction, fitting: list[Term]) -> dict[str, object]:
    a, b = fitting[0].tap
    terms = ", ".join(term.written for term in fitting)
    return {"row": i + 1, "column": j + 1, "typed": minus(typed), "terms": terms, "a": a + 1, "b": b + 1}
