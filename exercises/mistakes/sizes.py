"""Wrong models of the output size on one axis (domain notes, section 3, M1 to M13).

Each gives all four numbers on the way: padded size, span, quotient, answer. So one model serves both a single
answer and the four boxes. The numbers stand apart from the words: draws are refused by a look at numbers alone.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.frozen import frozen
from exercises.question import Mistake
from exercises.recipes import Parts
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


def wrong_sizes(axis: Axis) -> list[tuple[str, object]]:
    """(slip, size) of all models that give a size of at least 1: numbers alone."""
    return [(slip, way[-1]) for slip, way in ways_of(axis) if way[-1] > 0]  # type: ignore[operator]


def told_apart(made: Sequence[tuple[str, object]], slips: Collection[str]) -> bool:
    """False where one of these slips made (at first, if it is there twice) what a slip of another family made.

    What is right is no mistake, and must not be among what was `made` by a slip that is there twice.
    """
    first = dict(reversed(made))
    wanted = {first[slip]: family(slip) for slip in slips if slip in first}
    for slip, value in made:  # noqa: SIM110 - a generator takes twice as long, and this is asked of every draw
        if value in wanted and wanted[value] != family(slip):
            return False
    return True


def could_be_told_apart(axis: Axis, slips: Collection[str]) -> bool:
    """False where one of these slips gives the size that a slip of another family does: only numbers are looked at."""
    return told_apart([(slip, size) for slip, size in wrong_sizes(axis) if size != axis.out], slips)


def ways_of(axis: Axis) -> Iterator[tuple[str, Way]]:
    """The slips that can be made on this axis, with their numbers."""
    right = right_parts(axis)
    for slip, instead in swaps_of(axis).items():
        yield slip, way_of(**{**right, **instead})
    if axis.stride > 1:
        whole = -(-axis.n // axis.stride)
        yield "only-stride", (axis.padded, axis.span, whole, whole)


def right_parts(axis: Axis) -> Parts:
    """`early` is added before dividing, `first` and `late` after it; `rounded` is how the moves are rounded.

    `moves` stand for all that comes before the + 1, where they were not found by dividing.
    """
    settings = {"padded": axis.padded, "extent": axis.extent, "stride": axis.stride}
    return {**settings, "early": 0, "rounded": "down", "moves": None, "first": 1, "late": 0}


def swaps_of(axis: Axis) -> dict[str, Parts]:
    """What each slip puts in place of right parts; those that go another way altogether are not here.

    Who subtracts the kernel less one has the + 1 in mind: the two are one part. Rounding to the nearest (M10) ends
    where rounding up does, or at the right size: no answer of its own gives it away.
    """
    slips: dict[str, Parts] = {
        "forgot-one": {"first": 0},
        "one-before-dividing": {"early": 1, "first": 0},
        "kernel-less-one": {"extent": axis.extent - 1, "first": 1},
    }
    if axis.remainder:
        slips |= {"rounded-up": {"rounded": "up"}, "kept-fraction": {"rounded": "not"}}
    if axis.begin:
        n, p = axis.n, axis.begin
        slips |= {"padding-once": {"padded": n + p}, "padding-ignored": {"padded": n}}
        slips["padding-subtracted"] = {"padded": n - 2 * p}
        if n >= axis.extent and axis.stride > 1:
            slips["padding-after"] = {"padded": n, "late": 2 * p}
    if axis.stride > 1:
        slips |= {"stride-ignored": {"stride": 1}, "skipped-stride": {"stride": axis.stride + 1}}
        moves = axis.n // axis.stride + axis.padded - axis.n - axis.extent
        settings = {name: right for name, right in right_parts(axis).items() if name not in {"first", "late"}}
        slips["divided-first"] = {**settings, "moves": moves}
    return slips


def way_of(
    padded: int, extent: int, stride: int, early: int, rounded: str, moves: int | None, first: int, late: int
) -> Way:
    """(padded, span, quotient, answer) out of these parts."""
    if moves is not None:
        return padded, moves, moves, moves + first + late
    span = padded - extent
    return padded, span, _divided(span, stride, rounded), _divided(span + early, stride, rounded) + first + late


def _divided(span: int, stride: int, rounded: str) -> int | Fraction:
    if rounded == "down":
        return span // stride
    return -(-span // stride) if rounded == "up" else Fraction(span, stride)


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
