"""The steps of global pooling: one for each channel."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from exercises.draws import Rows
from exercises.pictures import Frame
from exercises.question import Step
from exercises.text import T, minus, signed


def pool_steps(x: Sequence[Rows], largest: bool) -> Iterator[Step]:
    """A step `channel-0`, ... for each of several channels, and `answer`."""
    for i, rows in enumerate(x):
        key = "answer" if len(x) == 1 else f"channel-{i}"
        yield _maximum(key, i, rows) if largest else _average(key, i, rows, len(x) == 1)
    if len(x) > 1:
        values = [_value(rows, largest) for rows in x]
        yield Step("answer", T("The numbers are %(list)s.", list=", ".join(map(minus, values))))


def _value(rows: Rows, largest: bool) -> int | Fraction:
    cells = [value for row in rows for value in row]
    return max(cells) if largest else Fraction(sum(cells), len(cells))


def _maximum(key: str, i: int, rows: Rows) -> Step:
    top = max(value for row in rows for value in row)
    a, b = next((a, b) for a, row in enumerate(rows) for b, value in enumerate(row) if value == top)
    said = T("The largest of all cells is %(top)s.", top=minus(top))
    return Step(key, said, frames=(Frame(b, a, 1, 1, panel=f"channel-{i}"),))


def _average(key: str, i: int, rows: Rows, alone: bool) -> Step:
    cells = [value for row in rows for value in row]
    terms = " + ".join(signed(value) for value in cells if value) or "0"
    mean = Fraction(sum(cells), len(cells))
    said = T(
        "The %(n)s cells add up: %(terms)s = %(sum)s. Divided by %(n)s that is %(mean)s.",
        n=len(cells),
        terms=terms,
        sum=minus(sum(cells)),
        mean=minus(mean),
    )
    return Step(key, said, frames=(Frame(0, 0, len(rows[0]), len(rows), panel=f"channel-{i}"),))
