"""Answers that were rounded: where exact ones are asked for, or further than is asked for (domain notes, 4)."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from exercises.answers import Format, Number, Part, Rounded, Steps, Value, half_up
from exercises.question import Mistake
from exercises.text import T, Text, decimal, decimals_of, minus


def say_rounded(exact: str, wrong: str) -> Text:
    return T(
        "You rounded. Answers are exact here: %(exact)s, not %(wrong)s; a fraction is as good as a decimal.",
        exact=exact,
        wrong=wrong,
    )


def rounded_cells(given: Value, right: Value) -> Iterator[Mistake]:
    """Every cell is right or a decimal that comes as near to it as its digits allow (also when just cut off)."""
    if len(given) != len(right) or len(given[0]) != len(right[0]):
        return
    cells = [
        (i, j, one, exact)
        for i, (row, wanted) in enumerate(zip(given, right, strict=True))
        for j, (one, exact) in enumerate(zip(row, wanted, strict=True))
        if one != exact
    ]
    if cells and all(_is_rounded(one, exact) for _, _, one, exact in cells):
        i, j, one, exact = cells[0]
        yield Mistake("rounded-decimal", given, say_rounded(minus(exact), decimal(one)), f"cell-{i}-{j}")


def rounded_number(given: Value, right: Value, answer: Format) -> Mistake | None:
    """A decimal that comes as near to the right number as its digits allow, and is not accepted."""
    if not isinstance(answer, Number) or answer.accepts(given, right):
        return None
    if isinstance(answer, Rounded):
        return _rounded_too_far(given, answer.unrounded(right), answer.places)
    if isinstance(right, Fraction) and _is_rounded(given, right):
        return Mistake("rounded-decimal", given, say_rounded(minus(answer.show(right)), decimal(given)))
    return None


def rounded_boxes(given: Value, right: Value, boxes: Sequence[Part]) -> Mistake | None:
    """Every box is right or such a decimal."""
    wrong = [
        (box, rounded_number(one, exact, box.format))
        for box, one, exact in zip(boxes, given, right, strict=True)
        if not box.format.accepts(one, exact)
    ]
    named = [(box, found) for box, found in wrong if found]
    if not named or len(named) < len(wrong):
        return None
    box, first = named[0]
    return Mistake(first.slip, given, T("Look at the box “%(label)s”. %(said)s", label=box.label, said=first.sentence))


def _rounded_too_far(given: Value, exact: Value, places: int) -> Mistake | None:
    """Says nothing of the right number: a rounded one is asked for, and its digits are the student's to find."""
    digits = decimals_of(given)
    if digits is None or not (_is_rounded(given, exact) or _is_whole_part(given, exact)):
        return None
    values = {"wrong": decimal(given), "places": places}
    if digits < places and given != cut_off(exact, places):  # 4.20 typed for 4.2056 is read as 4.2
        said = T("%(wrong)s is rounded too far. The number is asked for to %(places)s decimals.", **values)
        return Mistake("rounded-too-far", given, said)
    if abs(given) < abs(exact):
        said = T("%(wrong)s is cut off, not rounded. Its last decimal is to be the nearest.", **values)
        return Mistake("decimals-cut-off", given, said)
    return None


def _is_whole_part(one: int | Fraction, exact: int | Fraction) -> bool:
    """Of a number of two digits or more: a single digit may come from anywhere."""
    return one == int(exact) and not -10 < one < 10


def cut_off(exact: int | Fraction, places: int) -> Fraction:
    """The number without its further decimals. By hand: cut_off(4.2056, 2) == 4.2."""
    return Fraction(int(exact * 10**places), 10**places)


def as_rounded(slip: str, right: Value, answer: Format) -> Value:
    """The right answer in the form in which one of the slips of rounding writes it, where such a form is asked for."""
    if isinstance(answer, Steps):
        boxes = zip(answer.boxes, right, strict=True)
        return tuple(as_rounded(slip, one, box.format) for box, one in boxes)
    if not isinstance(answer, Rounded):
        return right
    exact = answer.unrounded(right)
    return cut_off(exact, answer.places) if slip == "decimals-cut-off" else half_up(exact, answer.places - 1)


def _is_rounded(one: int | Fraction, exact: int | Fraction) -> bool:
    digits = decimals_of(one)
    if digits is None:
        return False
    off = abs(one - exact) * 10**digits
    float_error = digits >= 14 and off < 10  # as Python prints a float, whose last digits are not the number's
    return off <= Fraction(1, 2) or (digits > 0 and off < 1) or float_error
