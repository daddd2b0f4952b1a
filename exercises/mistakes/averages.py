"""Wrong models of average pooling (domain notes, section 3, M63 to M65, M71, M74)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import floor, trunc
from typing import Any

import numpy as np

from exercises.answers import Value
from exercises.engine import windows
from exercises.engine.pool import average_pool, max_pool, window_counts, window_sums
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.frozen import once
from exercises.mistakes.grids import Sliding, first_difference, rows_of
from exercises.mistakes.one_cell import Term, one_slip
from exercises.mistakes.rounding import say_rounded
from exercises.mistakes.signs import minus_dropped
from exercises.mistakes.windows import misplaced
from exercises.pictures import Frame, Role
from exercises.question import Mistake
from exercises.text import T, decimal, minus, signed


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
    yield from misplaced(slide, pooling=True)
    yield from _divisors(pool, slide, sums)
    yield from _rounded(slide)
    yield slide.mistake(
        "extreme-for-mean",
        max_pool(pool.x, *slide.axes),
        T("You took the largest cell of each window. That is max pooling; average pooling adds the cells and divides."),
    )
    yield from (slide.mistake(*made) for made in minus_dropped(slide.right))


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
        yield slide.mistake("rounded-decimal", wrong, say_rounded(**_first(wrong, right)))


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


def _first(wrong: Array, right: Array) -> dict[str, str]:
    place = first_difference(wrong, right) or (0, 0)
    return {"exact": minus(right[place]), "wrong": decimal(wrong[place])}


def one_wrong_average(given: Value, pool: Averaging) -> Iterator[Mistake]:
    """All cells are right but one, and there one term is missing or has the wrong sign."""
    slide = pool.slide
    seen, counts = windows.patches(pool.x, *slide.axes), window_counts(*slide.axes, pool.include_pad)

    def terms(i: int, j: int) -> Iterator[Term]:
        for (a, b), x in np.ndenumerate(seen[i, j]):
            frame = Frame(j * pool.columns.stride + b, i * pool.rows.stride + a, 1, 1, Role.SLIP)
            yield Term(signed(int(x)), Fraction(int(x), int(counts[i, j])), (a, b), frame)

    return one_slip(given, rows_of(slide.right), terms)
