"""The numbers of wrong models of the output size on one axis, without their words (domain notes, section 3, M1 to M13).

Each gives all four numbers on the way: padded size, span, quotient, answer. So one model serves both a single answer
and the four boxes, and draws are refused by a look at numbers alone.
"""

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from exercises.engine.sizes import Axis
from exercises.recipes import Parts
from exercises.slips import family

Way = tuple[object, object, object, object]


def right_way(axis: Axis) -> Way:
    """(padded, span, quotient, answer) as they are."""
    return (axis.padded, axis.span, axis.quotient, axis.out)


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
    return {**_before_the_one(axis), "first": 1, "late": 0}


def _before_the_one(axis: Axis) -> Parts:
    settings = {"padded": axis.padded, "extent": axis.extent, "stride": axis.stride}
    return {**settings, "early": 0, "rounded": "down", "moves": None}


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
        slips["divided-first"] = {**_before_the_one(axis), "moves": moves}
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
