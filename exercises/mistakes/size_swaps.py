"""The way to an output size as a recipe, so that two slips can be made on it at once (the slips of `sizes`).

Draws need none of this: it is worked out when an answer is diagnosed.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from typing import Any

from exercises.answers import Value
from exercises.engine.conventions import Rounding
from exercises.engine.sizes import Axis, same_size, sizes_under
from exercises.frozen import changed
from exercises.mistakes.keeping import wrong_extents
from exercises.recipes import Parts, Recipe, Swap

Named = tuple[str, Swap]
Shown = Callable[[tuple[Value, ...]], Value]


def size_swaps(axis: Axis, shown: Shown) -> Iterator[Named]:
    """The slips on one axis; `shown` makes an answer of (padded, span, quotient, size)."""
    recipe = Recipe(lambda **parts: shown(_way(**parts)), _right(axis))
    for slip, instead in _slips(axis).items():
        yield slip, Swap(recipe, instead)


def shape_swaps(rows: Axis, columns: Axis) -> Iterator[Named]:
    """The slips made on both axes alike, and the two numbers the other way round.

    An oversight on one axis and another one on the other are two sums gone wrong, and not two slips in one.
    """
    right = {**_on("down", _right(rows)), **_on("across", _right(columns)), "turned": False}
    recipe = Recipe(_shape, right)
    yield "axes-swapped", Swap(recipe, {"turned": True})
    down, across = _slips(rows), _slips(columns)
    for slip in dict.fromkeys((*down, *across)):
        yield slip, Swap(recipe, {**_on("down", down.get(slip, {})), **_on("across", across.get(slip, {}))})


def rules_swaps(axis: Axis) -> Iterator[Named]:
    """The slips of the sizes under “valid” and “same”, each in its own sum; the stride is ignored in one or both."""
    n, s = axis.n, axis.stride
    recipe = Recipe(_under_rules, {**_right(axis), "same": same_size(n, s), "turned": False})
    yield "rules-swapped", Swap(recipe, {"turned": True})
    for slip, instead in _slips(axis).items():
        yield slip, Swap(recipe, instead)
    for slip, extent, _ in wrong_extents(axis.kernel, axis.dilation):
        yield slip, Swap(recipe, {"extent": extent})
    if s > 1:
        yield "stride-ignored", Swap(recipe, {"same": n})
        yield "stride-ignored", Swap(recipe, {"same": n, "stride": 1})
        yield "size-rounded-down", Swap(recipe, {"same": n // s})
        yield "same-half-kernel", Swap(recipe, {"same": (n + 2 * (axis.kernel // 2) - axis.kernel) // s + 1})


def pooled_swaps(axis: Axis, rules: tuple[Rounding, ...]) -> Iterator[Named]:
    """The slips of the pooled size under several rules: in the axis, in the rules, and in the + 1.

    Who rounds up where it is to be rounded down has the + 1 in mind: the two are one part.
    """
    right = {"padding": (axis.begin, axis.end), "stride": axis.stride, "rules": rules, "first": 1}
    recipe = Recipe(partial(_pooled, axis), right)
    floor, ceil, *caffe = rules
    yield "forgot-one", Swap(recipe, {"first": 0})
    yield "ceil-ignored", Swap(recipe, {"rules": (floor,) * len(rules)})
    yield "rounded-up", Swap(recipe, {"rules": (ceil, ceil, *caffe), "first": 1})
    yield "modes-swapped", Swap(recipe, {"rules": (ceil, floor, *caffe)})
    yield "ceil-unclipped", Swap(recipe, {"rules": (floor, Rounding.PURE_CEIL, *caffe)})
    if caffe:
        yield "caffe-clipped", Swap(recipe, {"rules": (floor, ceil, ceil)})
        yield "libraries-swapped", Swap(recipe, {"rules": (floor, *caffe, ceil)})
    yield "stride-ignored", Swap(recipe, {"stride": 1})
    if axis.begin:
        yield "padding-ignored", Swap(recipe, {"padding": (0, 0)})
        yield "padding-once", Swap(recipe, {"padding": (axis.begin, 0)})


def _right(axis: Axis) -> Parts:
    """`early` is added before dividing, `first` and `late` after it; `rounded` is how the moves are rounded."""
    settings = {"padded": axis.padded, "extent": axis.extent, "stride": axis.stride}
    return {**settings, "early": 0, "rounded": "down", "first": 1, "late": 0}


def _slips(axis: Axis) -> dict[str, Parts]:
    """What each slip replaces; those that go another way altogether are not here.

    Who subtracts the kernel less one has the + 1 in mind: the two are one part.
    """
    slips: dict[str, Parts] = {
        "forgot-one": {"first": 0},
        "one-before-dividing": {"early": 1, "first": 0},
        "kernel-less-one": {"extent": axis.extent - 1, "first": 1},
    }
    if axis.remainder:
        slips |= {"rounded-up": {"rounded": "up"}, "kept-fraction": {"rounded": "not"}}
    if axis.stride > 1:
        slips |= {"stride-ignored": {"stride": 1}, "skipped-stride": {"stride": axis.stride + 1}}
    if axis.begin:
        n, p = axis.n, axis.begin
        slips |= {"padding-once": {"padded": n + p}, "padding-ignored": {"padded": n}}
        slips["padding-subtracted"] = {"padded": n - 2 * p}
        if axis.stride > 1:
            slips["padding-after"] = {"padded": n, "late": 2 * p}
    return slips


def _way(padded: int, extent: int, stride: int, early: int, rounded: str, first: int, late: int) -> tuple[Value, ...]:
    span = padded - extent
    moves, early_moves = _divided(span, stride, rounded), _divided(span + early, stride, rounded)
    return padded, span, moves, early_moves + first + late


def _divided(span: int, stride: int, rounded: str) -> int | Fraction:
    if rounded == "not":
        return Fraction(span, stride)
    return -(-span // stride) if rounded == "up" else span // stride


def _under_rules(same: int, turned: bool, **parts: Any) -> Value:
    valid = _way(**parts)[-1]
    return (same, valid) if turned else (valid, same)


def _pooled(axis: Axis, padding: tuple[int, int], stride: int, rules: tuple[Rounding, ...], first: int) -> Value | None:
    begin, end = padding
    read = changed(axis, begin=begin, end=end, stride=stride)
    return tuple(size - 1 + first for size in sizes_under(read, rules)) if read.fits else None


def _on(side: str, parts: Parts) -> Parts:
    return {f"{side} {name}": part for name, part in parts.items()}


def _shape(turned: bool, **parts: Any) -> Value:
    high, wide = (_way(**_of(side, parts))[-1] for side in ("down", "across"))
    return (wide, high) if turned else (high, wide)


def _of(side: str, parts: Parts) -> Parts:
    return {name.removeprefix(f"{side} "): part for name, part in parts.items() if name.startswith(side)}
