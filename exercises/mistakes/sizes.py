"""What the wrong models of the output size on one axis say (domain notes, section 3, M1 to M13)."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.frozen import frozen
from exercises.mistakes.size_ways import Way, ways_of
from exercises.question import Mistake
from exercises.text import T, Text, count


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


def wrong_ways(axis: Axis) -> list[WrongWay]:
    """All models that give a size of at least 1 on this axis; some may happen to give the right one."""
    return [wrong for wrong in every_way(axis) if wrong.way[-1] > 0]  # type: ignore[operator]


@lru_cache(maxsize=2048)
def every_way(axis: Axis) -> tuple[WrongWay, ...]:
    """All models that can be tried on this axis, also those that end at no cells or fewer.

    They are kept, since draws meet the same axes again.
    """
    return tuple([_in_words(axis, slip, way) for slip, way in ways_of(axis)])


def windows_as_moves(axis: Axis) -> Mistake:
    """The right size, with the windows in the box for the moves too."""
    said = count(
        "The size is right, but 1 move already makes 2 windows: the first one is there before it.",
        "The size is right, but these are the windows. There are %(n)s moves; the first window is there before them.",
        axis.quotient,
    )
    return Mistake("windows-as-moves", (axis.padded, axis.span, axis.out, axis.out), said, "quotient")


def divided_and_cut(axis: Axis, boxes: bool) -> Iterator[Mistake]:
    """The input divided by the stride (M7), with the fraction cut off: most who divide round up, as “same” does."""
    whole, left = divmod(axis.n, axis.stride)
    if left and whole:
        answer = (axis.padded, axis.span, whole, whole) if boxes else whole
        yield Mistake("only-stride", answer, _only_stride(axis), "span")


def _in_words(axis: Axis, slip: str, way: Way) -> WrongWay:
    step, said = _SAID[slip]
    return WrongWay(slip, way, said(axis), step, (axis.out,) if slip == "rounded-up" else ())


def _forgot_one(axis: Axis) -> Text:
    return count(
        "You counted 1 move. The first window is there before any move: add 1.",
        "You counted %(n)s moves. The first window is there before any move: add 1.",
        axis.quotient,
    )


def _kernel_less_one(axis: Axis) -> Text:
    return T(
        "You subtracted %(less)s instead of %(k)s. The first window covers as many cells as the kernel has, "
        "and the + 1 at the end already counts it.",
        less=axis.extent - 1,
        k=axis.extent,
    )


def _kept_fraction(axis: Axis) -> Text:
    return T(
        "You kept the fraction. There is no part of a window: round %(span)s/%(s)s down before adding 1.",
        span=axis.span,
        s=axis.stride,
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


def _padding_once(axis: Axis) -> Text:
    return count(
        "You counted the padding once. 1 zero is added on each side, 2 in all.",
        "You counted the padding once. %(n)s zeros are added on each side, %(both)s in all.",
        axis.begin,
        both=2 * axis.begin,
    )


def _padding_ignored(axis: Axis) -> Text:
    return T(
        "You left the padding out. With %(p)s on each side, the window slides over %(padded)s cells.",
        p=axis.begin,
        padded=axis.padded,
    )


def _padding_subtracted(axis: Axis) -> Text:
    return T(
        "You subtracted the padding. Padding makes the input longer: %(cells)s becomes %(padded)s.",
        cells=axis.n,
        padded=axis.padded,
    )


def _stride_ignored(axis: Axis) -> Text:
    """The window moved by one cell, whatever the stride."""
    values = {"s": axis.stride, "twice": 2 * axis.stride}
    if axis.padded == axis.n:
        return T(
            "You moved the window one cell at a time. With stride %(s)s it starts at 0, %(s)s, %(twice)s and so on.",
            **values,
        )
    return T(
        "You moved the window one cell at a time. With stride %(s)s it starts at 0, %(s)s, %(twice)s and so on, "
        "counted in the padded input.",
        **values,
    )


def _skipped_stride(axis: Axis) -> Text:
    """The window moved over as many cells as the stride says."""
    return T(
        "You skipped %(s)s cells between windows, which moves them by %(more)s. A stride of %(s)s moves the window "
        "by %(s)s.",
        s=axis.stride,
        more=axis.stride + 1,
    )


def _only_stride(axis: Axis) -> Text:
    return T(
        "You divided the input by the stride. That is right only for “same” padding. Here the window can move "
        "over %(span)s cells, and only these are divided.",
        span=axis.span,
    )


def _divided_first(axis: Axis) -> Text:
    return _DIVIDED_BARE if axis.padded == axis.n else _DIVIDED_PADDED


def _always(sentence: Text) -> Callable[[Axis], Text]:
    return lambda axis: sentence


_ONE_BEFORE = T("You added the 1 before dividing by the stride. Divide first, round down, and add 1 at the end.")
_PADDED_AFTER = T(
    "You added the padding after dividing. The zeros are there before the window moves, so they are divided by the "
    "stride too."
)
_DIVIDED_PADDED = T(
    "You divided the input by the stride first. Only the way the window moves is divided: pad, subtract the "
    "kernel, then divide."
)
_DIVIDED_BARE = T(
    "You divided the input by the stride first. Only the way the window moves is divided: subtract the kernel, then "
    "divide."
)

_SAID: dict[str, tuple[str, Callable[[Axis], Text]]] = {
    "forgot-one": ("answer", _forgot_one),
    "one-before-dividing": ("answer", _always(_ONE_BEFORE)),
    "kernel-less-one": ("span", _kernel_less_one),
    "rounded-up": ("quotient", _beyond),
    "kept-fraction": ("quotient", _kept_fraction),
    "padding-once": ("padded", _padding_once),
    "padding-ignored": ("padded", _padding_ignored),
    "padding-subtracted": ("padded", _padding_subtracted),
    "padding-after": ("padded", _always(_PADDED_AFTER)),
    "stride-ignored": ("quotient", _stride_ignored),
    "skipped-stride": ("quotient", _skipped_stride),
    "only-stride": ("span", _only_stride),
    "divided-first": ("span", _divided_first),
}
"""The step where each model parts from the right way, and what it says on an axis."""
