"""Wrong models of the output size on one axis (domain notes, section 3, M1 to M13).

Each gives all four numbers on the way: padded size, span, quotient, answer. So one model serves both a single
answer and the four boxes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.text import T, Text

Way = tuple[object, object, object, object]


@dataclass(frozen=True)
class WrongWay:
    """One misconception on one axis: `way` is (padded, span, quotient, answer) as it would give them."""

    slip: str
    way: Way
    sentence: Text
    step: str

    @property
    def size(self) -> object:
        return self.way[3]


def right_way(axis: Axis) -> Way:
    """(padded, span, quotient, answer) as they are."""
    return (axis.padded, axis.span, axis.quotient, axis.out)


def wrong_ways(axis: Axis) -> Iterator[WrongWay]:
    """All models that give a size of at least 1 on this axis; some may happen to give the right one."""
    for model in _MODELS:
        for wrong in model(axis):
            if wrong.size > 0:  # type: ignore[operator]
                yield wrong


def _plus_one(axis: Axis) -> Iterator[WrongWay]:
    padded, span, s, q = axis.padded, axis.span, axis.stride, axis.quotient
    yield WrongWay(
        "forgot-one",
        (padded, span, q, q),
        T("You counted %(q)s steps between windows. The first window is there before any step: add 1.", q=q),
        "answer",
    )
    before = (span + 1) // s
    yield WrongWay(
        "one-before-dividing",
        (padded, span, q, before),
        T("You added the 1 before dividing by the stride. Divide first, round down, and add 1 at the end."),
        "answer",
    )
    more = axis.padded - axis.kernel + 1
    yield WrongWay(
        "kernel-less-one",
        (padded, more, more // s, more // s + 1),
        T(
            "You subtracted %(less)s instead of %(k)s. The first window takes up all %(k)s cells of the kernel, "
            "and the + 1 at the end already counts it.",
            less=axis.kernel - 1,
            k=axis.kernel,
        ),
        "span",
    )


def _rounding(axis: Axis) -> Iterator[WrongWay]:
    padded, span, s, r = axis.padded, axis.span, axis.stride, axis.remainder
    if not r:
        return
    up = -(-span // s)
    first = windows.start(axis, up)
    yield WrongWay(
        "rounded-up",
        (padded, span, up, up + 1),
        T(
            "You rounded up. One more window would start at %(first)s and need cells %(first)s to %(last)s, "
            "but the padded input ends at %(end)s.",
            first=first,
            last=first + axis.extent - 1,
            end=axis.n + axis.end - 1,
        ),
        "quotient",
    )
    nearest = (2 * span + s) // (2 * s)
    yield WrongWay(
        "rounded-to-nearest",
        (padded, span, nearest, nearest + 1),
        T(
            "You rounded %(span)s/%(s)s to the nearest whole number. A window that does not fit whole is dropped: "
            "always round down.",
            span=span,
            s=s,
        ),
        "quotient",
    )
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


def _padding(axis: Axis) -> Iterator[WrongWay]:
    n, s, p, extent = axis.n, axis.stride, axis.begin, axis.extent
    if not p:
        return
    yield from _repadded(
        axis,
        n + p,
        "padding-once",
        T(
            "You counted the padding once. %(p)s cells are added on each side, %(both)s in all.",
            p=p,
            both=2 * p,
        ),
    )
    yield from _repadded(
        axis,
        n,
        "padding-ignored",
        T(
            "You left the padding out. With %(p)s on each side the window slides over %(padded)s cells.",
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
    if n >= extent and s > 1:
        after = (n - extent) // s + 1 + 2 * p
        yield WrongWay(
            "padding-after",
            (n, n - extent, (n - extent) // s, after),
            T(
                "You added the padding after dividing. The zeros are there before the window moves, "
                "so they are divided by the stride too."
            ),
            "padded",
        )


def _repadded(axis: Axis, padded: int, slip: str, sentence: Text) -> Iterator[WrongWay]:
    """The right road from a wrong padded size on."""
    span = padded - axis.extent
    if span >= 0:
        quotient = span // axis.stride
        yield WrongWay(slip, (padded, span, quotient, quotient + 1), sentence, "padded")


def _stride(axis: Axis) -> Iterator[WrongWay]:
    n, padded, span, s, p = axis.n, axis.padded, axis.span, axis.stride, axis.begin
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
    whole = -(-n // s)
    yield WrongWay(
        "only-stride",
        (padded, span, whole, whole),
        T(
            "You divided the input by the stride. That is right only for “same” padding: here the kernel of %(k)s and "
            "the padding of %(p)s decide how far the window can move.",
            k=axis.kernel,
            p=p,
        ),
        "span",
    )
    first = n // s - axis.extent + 2 * p + 1
    yield WrongWay(
        "divided-first",
        (padded, n // s - axis.extent + 2 * p, first - 1, first),
        T(
            "You divided the input by the stride first. Only the way the window moves is divided: pad, subtract the "
            "kernel, then divide."
        ),
        "span",
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


_MODELS = (_plus_one, _rounding, _padding, _stride)
