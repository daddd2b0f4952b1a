"""Wrong models of the multiply-adds of a convolution (K32; domain notes, section 3, M91 to M94)."""

from collections.abc import Iterator
from fractions import Fraction

from exercises.answers import Value
from exercises.engine.cost import Filters
from exercises.engine.sizes import Axis
from exercises.question import Mistake
from exercises.text import T


def wrong_work(conv: Filters, rows: Axis, columns: Axis, flops: bool) -> Iterator[Mistake]:
    """Wrong counts for one image."""
    each, positions = 2 if flops else 1, rows.out * columns.out
    macs = conv.weights * positions
    inside = T(
        "You took the positions of the input. The window stands at %(h)s × %(w)s places, one for each output cell.",
        h=rows.out,
        w=columns.out,
    )
    yield Mistake("input-positions", each * conv.weights * rows.n * columns.n, inside, "positions")
    single = T("You counted the weights once. Each of them is used at every one of the %(n)s positions.", n=positions)
    yield Mistake("positions-forgotten", each * conv.weights, single, "answer")
    if flops:
        yield Mistake("flops-not-doubled", macs, T("A multiply-add is two operations: a product and a sum."), "answer")
    else:
        twice = T("You counted products and sums apart. A multiply-add is both of them together.")
        yield Mistake("macs-doubled", 2 * macs, twice, "answer")
    yield from _factors(conv, each, positions)


def _factors(conv: Filters, each: int, positions: int) -> Iterator[Mistake]:
    if conv.depth > 1:
        flat = T("You left the channels out. Each filter reads %(n)s of them at every position.", n=conv.depth)
        yield Mistake("channels-forgotten", each * conv.window * conv.filters * positions, flat, "filter")
    one = T("You counted one filter. There are %(n)s of them.", n=conv.filters)
    yield Mistake("filters-forgotten", each * conv.taps * positions, one, "answer")
    if conv.groups > 1:
        whole = T("You left the groups out. Each filter reads only the %(n)s channels of its group.", n=conv.depth)
        yield Mistake("groups-uncounted", each * conv.groups * conv.weights * positions, whole, "filter")
    side = T(
        "You counted one side of the kernel. A %(k)s × %(k)s slice has %(n)s taps.", k=conv.kernel[0], n=conv.window
    )
    yield Mistake("kernel-not-squared", each * conv.kernel[0] * conv.depth * conv.filters * positions, side, "filter")
    bias = T("You counted the bias. It is left out here.")
    for times in (1, each):
        yield Mistake("bias-added", (each * conv.weights + times * conv.filters) * positions, bias, "answer")


def wrong_ratios(conv: Filters) -> Iterator[Mistake]:
    """Wrong ratios of separable to ordinary: right is 1/filters + 1/window."""
    o, window = conv.filters, conv.window
    right = Fraction(1, o) + Fraction(1, window)
    upside = T("You divided the other way round. The separable layers take less, so the fraction is below 1.")
    yield Mistake("ratio-inverted", _whole(1 / right), upside, "answer")
    part = T("You counted one of the two layers. Depthwise and 1 × 1 both take multiply-adds.")
    for one in (Fraction(1, o), Fraction(1, window)):
        yield Mistake("ratio-one-part", one, part, "answer")
    times = T("You multiplied the shares of the two layers. They work one after the other: add them.")
    yield Mistake("ratio-multiplied", Fraction(1, o * window), times, "answer")
    saved = T("That is what they save. Asked is what they take.")
    yield Mistake("ratio-saved", 1 - right, saved, "answer")


def _whole(value: Fraction) -> Value:
    return int(value) if value.denominator == 1 else value
