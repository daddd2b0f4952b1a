"""Wrong models of global pooling (K27; domain notes, section 3, M64, M68, M69b, M71, M72, M74)."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from exercises.answers import Value
from exercises.draws import Rows
from exercises.question import Mistake
from exercises.text import T, Text

Cells = list[int]
Model = tuple[str, Callable[[Cells], int | Fraction], Text]

LARGEST: tuple[Model, ...] = (
    ("other-extreme", min, T("You took the smallest cell. Max pooling keeps the largest.")),
    (
        "signs-ignored",
        lambda cells: max(cells, key=abs),
        T("You compared the numbers without their signs. A negative number is smaller than 0."),
    ),
    (
        "mean-for-extreme",
        lambda cells: Fraction(sum(cells), len(cells)),
        T("You took the average. Asked is the largest."),
    ),
    ("not-divided", sum, T("You added the cells. Max pooling keeps only the largest of them.")),
)
AVERAGE: tuple[Model, ...] = (
    ("not-divided", sum, T("You added the cells and did not divide. The average divides by their number.")),
    ("fraction-dropped", lambda cells: sum(cells) // len(cells), T("You dropped the fraction. The average is exact.")),
    ("extreme-for-mean", max, T("You took the largest cell. Asked is the average.")),
)


def wrong_pools(x: Sequence[Rows], largest: bool) -> Iterator[Mistake]:
    """Wrong numbers, one for each channel; a slip is made in all channels alike."""
    channels = [[value for row in rows for value in row] for rows in x]
    models = LARGEST if largest else (*AVERAGE, *_by_side(x[0]))
    for slip, pooled, sentence in models:
        yield _made(slip, [pooled(cells) for cells in channels], sentence)
    if len(x) > 1:
        every = [value for cells in channels for value in cells]
        one = max(every) if largest else Fraction(sum(every), len(every))
        mixed = T("You pooled all channels together. Each channel has a number of its own.")
        yield _made("channels-together", [one] * len(x), mixed)


def _by_side(rows: Rows) -> Iterator[Model]:
    sentence = T("You divided by one side. The average divides by all %(n)s cells.", n=len(rows) * len(rows[0]))
    for side in (len(rows), len(rows[0])):
        yield "divided-by-side", lambda cells, side=side: Fraction(sum(cells), side), sentence  # type: ignore[misc]


def _made(slip: str, values: list[int | Fraction], sentence: Text) -> Mistake:
    exact = tuple(int(value) if value.denominator == 1 else value for value in values)
    answer: Value = exact if len(exact) > 1 else exact[0]
    return Mistake(slip, answer, sentence, "answer" if len(exact) == 1 else "channel-0")
