"""Wrong models of average pooling (domain notes, section 3, M63 to M65, M71, M74), and rounded decimals."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import floor, trunc
from typing import Any

import numpy as np

from exercises.answers import Part, Value
from exercises.engine import windows
from exercises.engine.pool import average_pool, max_pool, window_counts, window_sums
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.frozen import once
from exercises.mistakes.grids import Sliding, first_difference, rows_of
from exercises.mistakes.one_cell import Term, one_slip
from exercises.mistakes.windows import misplaced, windows_apart
from exercises.pictures import Frame, Role
from exercises.question import Mistake
from exercises.text import T, Text, minus, signed


@dataclass(frozen=True)
class Averaging:
    """Average pooling of `x`: windows as the axes say, divisors as `include_pad` says."""

    x: Array
    rows: Axis
    columns: Axis
    include_pad: bool

    @once
    def slide(self) -> Sliding:
        """As a window operation."""
        return Sliding(self.x, self.rows, self.columns, partial(average_pool, include_pad=self.include_pad))


def average_models(pool: Averaging) -> Iterator[Mistake]:
    slide = pool.slide
    sums = window_sums(pool.x, *slide.axes)
    yield from misplaced(slide)
    yield from windows_apart(slide)
    yield from _divisors(pool, slide, sums)
    yield from _rounded(slide)
    yield slide.mistake(
        "extreme-for-mean",
        max_pool(pool.x, *slide.axes),
        T("You took the largest cell of each window. That is max pooling; average pooling adds the cells and divides."),
    )


def _divisors(pool: Averaging, slide: Sliding, sums: Array) -> Iterator[Mistake]:
    yield slide.mistake(
        "not-divided",
        sums,
        T(
            "You added the cells of each window. Average pooling also divides by the number of cells: %(right)s, not "
            "%(wrong)s.",
            **slide.shows(sums),
        ),
    )
    by_side = _over(sums, np.full(sums.shape, slide.rows.kernel))
    yield slide.mistake(
        "divided-by-side",
        by_side,
        T(
            "You divided by %(side)s, the side of the window. Divide by the number of cells: %(right)s, not %(wrong)s.",
            side=slide.rows.kernel,
            **slide.shows(by_side),
        ),
    )
    if any(axis.begin or axis.end for axis in slide.axes):
        yield _padding_in_divisor(pool, slide, sums)
    if any(map(windows.overhang, slide.axes)):
        yield _overhang_in_divisor(slide, sums)


def _padding_in_divisor(pool: Averaging, slide: Sliding, sums: Array) -> Mistake:
    other = window_counts(*slide.axes, include_pad=not pool.include_pad)
    right = window_counts(*slide.axes, include_pad=pool.include_pad)
    wrong = _over(sums, other)
    place = first_difference(wrong, slide.right) or (0, 0)
    numbers = {"wrong": int(other[place]), "right": int(right[place])}
    if pool.include_pad:
        sentence = T(
            "You left the padding out of the count. With count_include_pad=True its zeros count as cells: divide by "
            "%(right)s there, not by %(wrong)s.",
            **numbers,
        )
        return slide.mistake("pads-not-counted", wrong, sentence)
    sentence = T(
        "You counted the padding. Here only real cells count: divide by %(right)s there, not by %(wrong)s.", **numbers
    )
    return slide.mistake("pads-counted", wrong, sentence)


def _overhang_in_divisor(slide: Sliding, sums: Array) -> Mistake:
    taps = slide.rows.kernel * slide.columns.kernel
    return slide.mistake(
        "overhang-counted",
        _over(sums, np.full(sums.shape, taps)),
        T(
            "You divided every sum by %(taps)s. Where a window hangs over the edge, the cells out there do not exist "
            "and never count.",
            taps=taps,
        ),
    )


def _over(sums: Array, counts: Array) -> Array:
    averages = np.empty(sums.shape, dtype=object)
    for place in np.ndindex(sums.shape):
        averages[place] = Fraction(int(sums[place]), int(counts[place]))
    return averages


def _rounded(slide: Sliding) -> Iterator[Mistake]:
    right = slide.right
    for whole in (floor, trunc, partial(_nearest, 0)):
        wrong = _cell_by_cell(right, whole)
        yield slide.mistake(
            "fraction-dropped",
            wrong,
            T(
                "You made whole numbers of the averages. They are exact here: %(right)s, not %(wrong)s.",
                **slide.shows(wrong),
            ),
        )
    for digits in (1, 2):
        wrong = _cell_by_cell(right, partial(_nearest, digits))
        yield slide.mistake("rounded-decimal", wrong, _say_rounded(**_first(wrong, right)))


def _nearest(digits: int, mean: Fraction) -> Fraction:
    """Rounded half up, as taught in school."""
    scale = 10**digits
    over, under = mean.as_integer_ratio()
    return Fraction((2 * over * scale + under) // (2 * under), scale)


def _cell_by_cell(right: Array, change: Callable[[Any], int | Fraction]) -> Array:
    wrong = np.empty(right.shape, dtype=object)
    for place in np.ndindex(right.shape):
        wrong[place] = change(right[place])
    return wrong


def _say_rounded(exact: str, wrong: str) -> Text:
    return T(
        "You rounded. Answers are exact here: %(exact)s, not %(wrong)s; a fraction is as good as a decimal.",
        exact=exact,
        wrong=wrong,
    )


def _first(wrong: Array, right: Array) -> dict[str, str]:
    place = first_difference(wrong, right) or (0, 0)
    return {"exact": minus(right[place]), "wrong": as_typed(wrong[place])}


def as_typed(value: int | Fraction) -> str:
    """A number as a student most likely typed it: a decimal where it ends."""
    ends = DECIMALS % Fraction(value).denominator == 0
    return minus(f"{float(value):.15g}" if ends else value)


DECIMALS = 10**12


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
        yield Mistake("rounded-decimal", given, _say_rounded(minus(exact), as_typed(one)), f"cell-{i}-{j}")


def rounded_number(given: Value, right: Value) -> Iterator[Mistake]:
    """A decimal that comes as near to the exact fraction as its digits allow."""
    if given != right and _is_rounded(given, right):
        yield Mistake("rounded-decimal", given, _say_rounded(minus(right), as_typed(given)))


def rounded_boxes(given: Value, right: Value, boxes: Sequence[Part]) -> Iterator[Mistake]:
    """Every box is right or such a decimal."""
    wrong = [
        (box, one, exact)
        for box, one, exact in zip(boxes, given, right, strict=True)
        if not box.format.accepts(one, exact)
    ]
    if wrong and all(isinstance(exact, Fraction) and _is_rounded(one, exact) for _, one, exact in wrong):
        box, one, exact = wrong[0]
        said = _say_rounded(minus(box.format.show(exact)), as_typed(one))
        yield Mistake("rounded-decimal", given, T("Look at the box “%(label)s”. %(said)s", label=box.label, said=said))


def _is_rounded(one: int | Fraction, exact: int | Fraction) -> bool:
    digits = next((d for d in range(18) if 10**d % Fraction(one).denominator == 0), None)
    if digits is None:
        return False
    off = abs(one - exact) * 10**digits
    float_error = digits >= 14 and off < 10  # as Python prints a float, whose last digits are not the number's
    return off <= Fraction(1, 2) or (digits > 0 and off < 1) or float_error


def one_wrong_average(given: Value, pool: Averaging) -> Iterator[Mistake]:
    """All cells are right but one, and there one term is missing or has the wrong sign."""
    slide = pool.slide
    seen, counts = windows.patches(pool.x, *slide.axes), window_counts(*slide.axes, pool.include_pad)

    def terms(i: int, j: int) -> Iterator[Term]:
        for (a, b), x in np.ndenumerate(seen[i, j]):
            frame = Frame(j * pool.columns.stride + b, i * pool.rows.stride + a, 1, 1, Role.SLIP)
            yield Term(signed(int(x)), Fraction(int(x), int(counts[i, j])), (a, b), frame)

    return one_slip(given, rows_of(slide.right), terms)
