"""Wrong models of the multiply-adds of a convolution (K32; domain notes, section 3, M6 and M91 to M94)."""

from collections.abc import Iterator
from fractions import Fraction

from exercises.answers import Value
from exercises.engine.cost import Filters
from exercises.engine.sizes import Axis
from exercises.mistakes.swapping import swapped
from exercises.question import Mistake
from exercises.recipes import Recipe
from exercises.text import T


def wrong_work(conv: Filters, rows: Axis, columns: Axis, flops: bool) -> Iterator[Mistake]:
    """Wrong counts for one image."""
    positions = rows.out * columns.out
    filters = {"window": conv.window, "depth": conv.depth, "filters": conv.filters}
    recipe = Recipe(_work, {"each": 2 if flops else 1, **filters, "positions": positions, "added": 0, "more": 0})
    yield from _positions(recipe, rows, columns)
    single = T("You counted the weights once. Each of them is used at every one of the %(n)s positions.", n=positions)
    yield swapped(recipe, "positions-forgotten", single, "answer", positions=1)
    if flops:
        half = T("A multiply-add is two operations: a product and a sum.")
        yield swapped(recipe, "flops-not-doubled", half, "answer", each=1)
    else:
        twice = T("You counted products and sums apart. A multiply-add is both of them together.")
        yield swapped(recipe, "macs-doubled", twice, "answer", each=2)
    yield from _factors(conv, recipe)


def _positions(recipe: Recipe, rows: Axis, columns: Axis) -> Iterator[Mistake]:
    """Those of the input, and those of a window that moves by one cell: with enough padding they are as many."""
    own, dense = rows.n * columns.n, (rows.span + 1) * (columns.span + 1)
    strided = max(rows.stride, columns.stride) > 1
    values = {"h": rows.out, "w": columns.out, "s": rows.stride}
    inside = T(
        "You took the positions of the input. The window stands at %(h)s × %(w)s places, one for each output cell.",
        **values,
    )
    if strided and own == dense:
        inside = T(
            "You took %(n)s positions. So many cells has the input, and so often stands a window that moves by 1. With "
            "stride %(s)s it stands at %(h)s × %(w)s places, one for each output cell.",
            n=own,
            **values,
        )
    yield swapped(recipe, "input-positions", inside, "positions", positions=own)
    if strided and own != dense:
        moved = T(
            "You moved the window by 1. With stride %(s)s it stands at %(h)s × %(w)s places, one for each output cell.",
            **values,
        )
        yield swapped(recipe, "stride-ignored", moved, "positions", positions=dense)


def _work(each: int, window: int, depth: int, filters: int, positions: int, added: int, more: int) -> int:
    """A bias is one sum, `added` at each position, or counts as one `more` multiply-add there."""
    return (each * (window * depth + more) + added) * filters * positions


def _factors(conv: Filters, recipe: Recipe) -> Iterator[Mistake]:
    if conv.depth > 1:
        flat = T("You left the channels out. Each filter reads %(n)s of them at every position.", n=conv.depth)
        yield swapped(recipe, "channels-forgotten", flat, "filter", depth=1)
    one = T("You counted one filter. There are %(n)s of them.", n=conv.filters)
    yield swapped(recipe, "filters-forgotten", one, "answer", filters=1)
    if conv.groups > 1:
        whole = T("You left the groups out. Each filter reads only the %(n)s channels of its group.", n=conv.depth)
        yield swapped(recipe, "groups-uncounted", whole, "filter", depth=conv.channels)
    side = T(
        "You counted one side of the kernel. A %(k)s × %(k)s slice has %(n)s taps.", k=conv.kernel[0], n=conv.window
    )
    yield swapped(recipe, "kernel-not-squared", side, "filter", window=conv.kernel[0])
    bias = T("You counted the bias. It is left out here.")
    yield swapped(recipe, "bias-added", bias, "answer", added=1)
    yield swapped(recipe, "bias-added", bias, "answer", more=1)


def wrong_ratios(conv: Filters) -> Iterator[Mistake]:
    """Wrong ratios of separable to ordinary: right is 1/filters + 1/window."""
    o, window = conv.filters, conv.window
    recipe = Recipe(_told, {"taken": Fraction(1, o) + Fraction(1, window), "told": "taken"})
    upside = T("You divided the other way round. The separable layers take less, so the fraction is below 1.")
    yield swapped(recipe, "ratio-inverted", upside, "answer", told="inverted")
    part = T("You counted one of the two layers. Depthwise and 1 × 1 both take multiply-adds.")
    for one in (Fraction(1, o), Fraction(1, window)):
        yield swapped(recipe, "ratio-one-part", part, "answer", taken=one)
    times = T("You multiplied the shares of the two layers. They work one after the other: add them.")
    yield swapped(recipe, "ratio-multiplied", times, "answer", taken=Fraction(1, o * window))
    saved = T("That is what they save. Asked is what they take.")
    yield swapped(recipe, "ratio-saved", saved, "answer", told="saved")


def _told(taken: Fraction, told: str) -> Value:
    """The fraction that is taken, told as it is, upside down, or as what is left of the whole."""
    value = {"taken": taken, "inverted": 1 / taken, "saved": 1 - taken}[told]
    return int(value) if value.denominator == 1 else value
