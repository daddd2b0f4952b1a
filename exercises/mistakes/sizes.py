"""Wrong models of the output size on one axis (domain notes, section 3, M1 to M13).

Each gives all four numbers on the way: padded size, span, quotient, answer. So one model serves both a single
answer and the four boxes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.text import T, Text, count

Way = tuple[object, object, object, object]


@dataclass(frozen=True)
class WrongWay:
    """One misconception on one axis: `way` is (padded, span, quotient, answer) as it would give them.

    `window` holds the number of the window that it would add, if it does.
    """

    slip: str
    way: Way
    sentence: Text
    step: str
    window: tuple[int, ...] = ()

    @property
    def size(self) -> object:
        return self.way[3]


def right_way(axis: Axis) -> Way:
    """(padded, span, quotient, answer) as they are."""
    return (axis.padded, axis.span, axis.quotient, axis.out)


def wrong_ways(axis: Axis) -> Iterator[WrongWay]:
    """All models that give a size of at least 1 on this axis; some may happen to give the right one."""
    return (wrong for wrong in every_way(axis) if wrong.size > 0)  # type: ignore[operator]


def every_way(axis: Axis) -> Iterator[WrongWay]:
    """All models that can be tried on this axis, also those that end at no cells or fewer."""
    for model in (_plus_one, _rounding, _padding, _padding_after, _moved, _divided):
        yield from model(axis)


def _plus_one(axis: Axis) -> Iterator[WrongWay]:
    padded, span, s, q = axis.padded, axis.span, axis.stride, axis.quotient
    yield WrongWay(
        "forgot-one",
        (padded, span, q, q),
        count(
            "You counted 1 move. The first window is there before any move: add 1.",
            "You counted %(n)s moves. The first window is there before any move: add 1.",
            q,
        ),
        "answer",
    )
    before = (span + 1) // s
    yield WrongWay(
        "one-before-dividing",
        (padded, span, q, before),
        T("You added the 1 before dividing by the stride. Divide first, round down, and add 1 at the end."),
        "answer",
    )
    more = span + 1
    yield WrongWay(
        "kernel-less-one",
        (padded, more, more // s, more // s + 1),
        T(
            "You subtracted %(less)s instead of %(k)s. The first window covers as many cells as the kernel has, "
            "and the + 1 at the end already counts it.",
            less=axis.extent - 1,
            k=axis.extent,
        ),
        "span",
    )


def _rounding(axis: Axis) -> Iterator[WrongWay]:
    padded, span, s, r = axis.padded, axis.span, axis.stride, axis.remainder
    if not r:
        return
    # Rounding to the nearest (M10) ends here too, or at the right size: no answer of its own gives it away.
    up = axis.quotient + 1
    yield WrongWay("rounded-up", (padded, span, up, up + 1), _beyond(axis), "quotient", (up,))
    exact = Fraction(span, s)
    yield WrongWay(
        "kept-fraction",
        (padded, span, exact, exact + 1),
        T(
            "You kept the fraction. There is no part of a window: round %(span)s/%(s)s down before adding 1.",
            span=span,
            s=s,
        ),
        "quotient",
    )


def _beyond(axis: Axis) -> Text:
    """What the window would need that one would have to add to the right ones."""
    first = windows.start(axis, axis.out)
    if not axis.end:
        return T(
            "You rounded up. The last window would start at %(first)s and needs cells %(first)s to %(last)s, "
            "but the input ends at %(end)s.",
            first=first,
            last=first + axis.extent - 1,
            end=axis.n - 1,
        )
    return count(
        "You rounded up. The last window would stick out 1 cell beyond the padding at the end.",
        "You rounded up. The last window would stick out %(n)s cells beyond the padding at the end.",
        axis.stride - axis.remainder,
    )


def _padding(axis: Axis) -> Iterator[WrongWay]:
    n, p = axis.n, axis.begin
    if not p:
        return
    yield from _repadded(
        axis,
        n + p,
        "padding-once",
        count(
            "You counted the padding once. 1 zero is added on each side, 2 in all.",
            "You counted the padding once. %(n)s zeros are added on each side, %(both)s in all.",
            p,
            both=2 * p,
        ),
    )
    yield from _repadded(
        axis,
        n,
        "padding-ignored",
        T(
            "You left the padding out. With %(p)s on each side, the window slides over %(padded)s cells.",
            p=p,
            padded=axis.padded,
        ),
    )
    yield from _repadded(
        axis,
        n - 2 * p,
        "padding-subtracted",
        T(
            "You subtracted the padding. Padding makes the input longer: %(n)s becomes %(padded)s.",
            n=n,
            padded=axis.padded,
        ),
    )


def _padding_after(axis: Axis) -> Iterator[WrongWay]:
    n, s, p, extent = axis.n, axis.stride, axis.begin, axis.extent
    if p and n >= extent and s > 1:
        yield WrongWay(
            "padding-after",
            (n, n - extent, (n - extent) // s, (n - extent) // s + 1 + 2 * p),
            T(
                "You added the padding after dividing. The zeros are there before the window moves, "
                "so they are divided by the stride too."
            ),
            "padded",
        )


def _repadded(axis: Axis, padded: int, slip: str, sentence: Text) -> Iterator[WrongWay]:
    """The right road from a wrong padded size on."""
    span = padded - axis.extent
    quotient = span // axis.stride
    yield WrongWay(slip, (padded, span, quotient, quotient + 1), sentence, "padded")


def _moved(axis: Axis) -> Iterator[WrongWay]:
    """The window moved by something else than the stride."""
    padded, span, s = axis.padded, axis.span, axis.stride
    if s == 1:
        return
    yield WrongWay(
        "stride-ignored",
        (padded, span, span, span + 1),
        T(
            "You moved the window one cell at a time. With stride %(s)s it starts at 0, %(s)s, %(twice)s and so on, "
            "counted in the padded input.",
            s=s,
            twice=2 * s,
        ),
        "quotient",
    )
    skipped = span // (s + 1)
    yield WrongWay(
        "skipped-stride",
        (padded, span, skipped, skipped + 1),
        T(
            "You skipped %(s)s cells between windows, which moves them by %(more)s. A stride of %(s)s moves the window "
            "by %(s)s.",
            s=s,
            more=s + 1,
        ),
        "quotient",
    )


def _divided(axis: Axis) -> Iterator[WrongWay]:
    """Something else than the span divided by the stride."""
    n, padded, span, s = axis.n, axis.padded, axis.span, axis.stride
    if s == 1:
        return
    whole = -(-n // s)
    yield WrongWay(
        "only-stride",
        (padded, span, whole, whole),
        T(
            "You divided the input by the stride. That is right only for “same” padding. Here the window can move "
            "over %(span)s cells, and only these are divided.",
            span=span,
        ),
        "span",
    )
    moves = n // s + axis.begin + axis.end - axis.extent
    yield WrongWay(
        "divided-first",
        (padded, moves, moves, moves + 1),
        T(
            "You divided the input by the stride first. Only the way the window moves is divided: pad, subtract the "
            "kernel, then divide."
        ),
        "span",
    )
