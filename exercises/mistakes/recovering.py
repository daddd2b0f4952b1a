"""Wrong ways back from a map to its kernel (K24; domain notes, section 3, M40 M41)."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from exercises.draws import Rows
from exercises.engine.recover import Equation
from exercises.engine.windows import Array
from exercises.question import Mistake
from exercises.text import T, Text, minus

FLIPPED = T("That kernel is turned by 180 degrees. The first weight lies on the first cell of the window.")
TRANSPOSED = T("That kernel has its rows and columns swapped. The first row lies on the first row of the window.")
ONE_WAY = T("That kernel is upside down. Its first row lies on the first row of the window.")


def wrong_weights(x: Array, w: Array, equation: Equation) -> Iterator[Mistake]:
    """One weight from one output cell: `rest` + `factor` · weight."""
    total = equation.rest + equation.factor * int(w[equation.tap])
    values = {"out": minus(total), "rest": minus(equation.rest), "factor": equation.factor}
    added = T("You added the other products. The weight's own product is what they leave of %(out)s.", **values)
    yield Mistake("rest-added", _exact(total + equation.rest, equation.factor), added, "solve-0")
    bare = T("That is the product. Divide it by its input cell, %(factor)s, to get the weight.", **values)
    yield Mistake("weight-not-divided", total - equation.rest, bare, "solve-0")
    whole = T("You divided the output cell by the input cell. First take the other products, %(rest)s, away.", **values)
    yield Mistake("rest-forgotten", _exact(total, equation.factor), whole, "solve-0")
    yield from _flipped(x, w, equation, total)


def _flipped(x: Array, w: Array, equation: Equation, total: int) -> Iterator[Mistake]:
    (i, j), (a, b) = equation.cell, equation.tap
    patch = x[i : i + w.shape[0], j : j + w.shape[1]][::-1, ::-1]
    if patch[a, b]:
        rest = int((patch * w).sum()) - int(patch[a, b] * w[a, b])
        yield Mistake("kernel-flipped", _exact(total - rest, int(patch[a, b])), FLIPPED, "solve-0")


def wrong_kernels(w: Rows) -> Iterator[Mistake]:
    """All weights found, but laid down another way."""
    turned: Sequence[tuple[str, Rows, Text]] = (
        ("kernel-flipped", tuple(row[::-1] for row in w[::-1]), FLIPPED),
        ("kernel-transposed", tuple(zip(*w, strict=True)), TRANSPOSED),
        ("turned-one-way", w[::-1], ONE_WAY),
    )
    for slip, wrong, sentence in turned:
        yield Mistake(slip, wrong, sentence, "solve-0")


def wrong_choices(w: Rows, options: tuple[Rows, ...], letters: str) -> Iterator[Mistake]:
    """The letter of each kernel that is the right one, turned."""
    for mistake in wrong_kernels(w):
        if mistake.answer != w:
            letter = letters[options.index(mistake.answer)]
            yield Mistake(mistake.slip, letter, mistake.sentence, "answer")


def _exact(value: int, by: int) -> int | Fraction:
    found = Fraction(value, by)
    return int(found) if found.denominator == 1 else found
