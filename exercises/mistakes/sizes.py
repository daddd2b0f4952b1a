"""Wrong models of the output size on one axis (domain notes, section 3, M1 to M13).

Each gives all four numbers on the way: padded size, span, quotient, answer. So one model serves both a single
answer and the four boxes.
"""

from collections.abc import Collection, Iterator
from fractions import Fraction
from functools import lru_cache

from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.frozen import frozen
from exercises.slips import family
from exercises.text import T, Text, count

Way = tuple[object, object, object, object]


@frozen
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
    return (wrong for wrong in every_way(axis) if wrong.way[-1] > 0)  # type: ignore[operator]


@lru_cache(maxsize=2048)
def every_way(axis: Axis) -> tuple[WrongWay, ...]:
    """All models that can be tried on this axis, also those that end at no cells or fewer.

    They are kept, since draws meet the same axes again.
    """
    return tuple(wrong for model in _MODELS for wrong in model(axis))


def could_be_told_apart(axis: Axis, slips: Collection[str]) -> bool:
    """False where one of these slips gives the size that a slip of another family does: only numbers are looked at."""
    ways = [(wrong.slip, wrong.way[-1]) for wrong in wrong_ways(axis)]
    wanted = {size: family(slip) for slip, size in ways if slip in slips}
    return not any(size in wanted and wanted[size] != family(slip) for slip, size in ways)


def _plus_one(axis: Axis) -> Iterator[WrongWay]:
    padded, span, q = axis.padded, axis.span, axis.quotient
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
    yield WrongWay(
        "one-before-dividing",
        (padded, span, q, (span + 1) // axis.stride),
        T("You added the 1 before dividing by the stride. Divide first, round down, and add 1 at the end."),
        "answer",
    )


def _kernel_less_one(axis: Axis) -> Iterator[WrongWay]:
    more = axis.span + 1
    quotient = more // axis.stride
    said = T(
        "You subtracted %(less)s instead of %(k)s. The first window covers as many cells as the kernel has, "
        "and the + 1 at the end already counts it.",
        less=axis.extent - 1,
        k=axis.extent,
    )
    yield WrongWay("kernel-less-one", (axis.padded, more, quotient, quotient + 1), said, "span")


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
            "You rounded up. The last window would start at %(first)s and end at %(last)s, but the input ends at "
            "%(end)s.",
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
    if axis.begin:
        for slip, times, sentence in _PADDINGS:
            said = count(sentence[0].id, sentence[1].id, axis.begin, both=2 * axis.begin, p=axis.begin)
            yield _repadded(axis, axis.n + times * axis.begin, slip, said.filled(cells=axis.n, padded=axis.padded))


_OUT = T("You left the padding out. With %(p)s on each side, the window slides over %(padded)s cells.")
_AWAY = T("You subtracted the padding. Padding makes the input longer: %(cells)s becomes %(padded)s.")
# The slip, how often it adds the padding of one side, and the sentence for one zero on each side and for several.
_PADDINGS = (
    (
        "padding-once",
        1,
        (
            T("You counted the padding once. 1 zero is added on each side, 2 in all."),
            T("You counted the padding once. %(n)s zeros are added on each side, %(both)s in all."),
        ),
    ),
    ("padding-ignored", 0, (_OUT, _OUT)),
    ("padding-subtracted", -2, (_AWAY, _AWAY)),
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


def _repadded(axis: Axis, padded: int, slip: str, sentence: Text) -> WrongWay:
    """The right road from a wrong padded size on."""
    span = padded - axis.extent
    quotient = span // axis.stride
    return WrongWay(slip, (padded, span, quotient, quotient + 1), sentence, "padded")


def _moved(axis: Axis) -> Iterator[WrongWay]:
    """The window moved by one cell, whatever the stride."""
    span, s = axis.span, axis.stride
    if s > 1:
        said = T(
            "You moved the window one cell at a time. With stride %(s)s it starts at 0, %(s)s, %(twice)s and so on, "
            "counted in the padded input.",
            s=s,
            twice=2 * s,
        )
        yield WrongWay("stride-ignored", (axis.padded, span, span, span + 1), said, "quotient")


def _skipped(axis: Axis) -> Iterator[WrongWay]:
    """The window moved over as many cells as the stride says."""
    s = axis.stride
    if s > 1:
        moves = axis.span // (s + 1)
        said = T(
            "You skipped %(s)s cells between windows, which moves them by %(more)s. A stride of %(s)s moves the window "
            "by %(s)s.",
            s=s,
            more=s + 1,
        )
        yield WrongWay("skipped-stride", (axis.padded, axis.span, moves, moves + 1), said, "quotient")


def _only_stride(axis: Axis) -> Iterator[WrongWay]:
    if axis.stride > 1:
        whole = -(-axis.n // axis.stride)
        said = T(
            "You divided the input by the stride. That is right only for “same” padding. Here the window can move "
            "over %(span)s cells, and only these are divided.",
            span=axis.span,
        )
        yield WrongWay("only-stride", (axis.padded, axis.span, whole, whole), said, "span")


def _divided_first(axis: Axis) -> Iterator[WrongWay]:
    if axis.stride > 1:
        moves = axis.n // axis.stride + axis.begin + axis.end - axis.extent
        said = T(
            "You divided the input by the stride first. Only the way the window moves is divided: pad, subtract the "
            "kernel, then divide."
        )
        yield WrongWay("divided-first", (axis.padded, moves, moves, moves + 1), said, "span")


_MODELS = (
    _plus_one,
    _kernel_less_one,
    _rounding,
    _padding,
    _padding_after,
    _moved,
    _skipped,
    _only_stride,
    _divided_first,
)
