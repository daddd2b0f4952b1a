"""The steps of global pooling: one for each channel."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from exercises.draws import Rows
from exercises.pictures import Frame
from exercises.question import Step
from exercises.text import T, Text, minus, signed


def pool_steps(x: Sequence[Rows], largest: bool) -> Iterator[Step]:
    """A step `channel-0`, ... for each of several channels, and `answer`."""
    for i, rows in enumerate(x):
        key = "answer" if len(x) == 1 else f"channel-{i}"
        said = _maximum(rows) if largest else _average(rows)
        if len(x) > 1:
            said = T("Channel %(i)s. %(said)s", i=i + 1, said=said)
        yield Step(key, said, frames=_marked(i, rows, largest))
    if len(x) > 1:
        values = [_value(rows, largest) for rows in x]
        yield Step("answer", T("The numbers are %(list)s.", list=", ".join(map(minus, values))))


def _value(rows: Rows, largest: bool) -> int | Fraction:
    cells = [value for row in rows for value in row]
    return max(cells) if largest else Fraction(sum(cells), len(cells))


def _maximum(rows: Rows) -> Text:
    return T("The largest of all cells is %(top)s.", top=minus(_value(rows, True)))


def _average(rows: Rows) -> Text:
    cells = [value for row in rows for value in row]
    return T(
        "The %(n)s cells add up: %(terms)s = %(sum)s. Divided by %(n)s that is %(mean)s.",
        n=len(cells),
        terms=" + ".join(signed(value) for value in cells if value) or "0",
        sum=minus(sum(cells)),
        mean=minus(_value(rows, False)),
    )


def _marked(i: int, rows: Rows, largest: bool) -> tuple[Frame, ...]:
    """The first of the largest cells, or the whole channel."""
    if not largest:
        return (Frame(0, 0, len(rows[0]), len(rows), panel=f"channel-{i}"),)
    top = _value(rows, True)
    a, b = next((a, b) for a, row in enumerate(rows) for b, value in enumerate(row) if value == top)
    return (Frame(b, a, 1, 1, panel=f"channel-{i}"),)
