"""The way to an output size as a recipe, so that two slips can be made on it at once (the slips of `sizes`).

Draws need none of this: it is worked out when an answer is diagnosed.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from exercises.answers import Value
from exercises.engine.conventions import Rounding
from exercises.engine.sizes import Axis, same_size, sizes_under
from exercises.frozen import changed
from exercises.mistakes.axes import CARELESS
from exercises.mistakes.keeping import wrong_extents
from exercises.mistakes.size_ways import right_parts, swaps_of, way_of
from exercises.recipes import Parts, Recipe, Swap

Named = tuple[str, Swap]
Shown = Callable[[tuple[Value, ...]], Value]


def size_swaps(axis: Axis, shown: Shown) -> Iterator[Named]:
    """The slips on one axis; `shown` makes an answer of (padded, span, quotient, size)."""
    recipe = Recipe(lambda **parts: shown(way_of(**parts)), right_parts(axis))
    for slip, instead in swaps_of(axis).items():
        yield slip, Swap(recipe, instead)


def shape_swaps(rows: Axis, columns: Axis) -> Iterator[Named]:
    """The slips made on both axes alike, those that one forgets on one axis alone too, and the axes in other order."""
    right = {**_on("down", right_parts(rows)), **_on("across", right_parts(columns)), "turned": False}
    recipe = Recipe(_shape, right)
    yield "axes-swapped", Swap(recipe, {"turned": True})
    down, across = swaps_of(rows), swaps_of(columns)
    for slip in dict.fromkeys((*down, *across)):
        sides = _on("down", down.get(slip, {})), _on("across", across.get(slip, {}))
        yield slip, Swap(recipe, {**sides[0], **sides[1]})
        for side in sides if slip in CARELESS and all(sides) else ():
            yield slip, Swap(recipe, side)


def rules_swaps(axis: Axis) -> Iterator[Named]:
    """The slips of the sizes under “valid” and “same”, each in its own sum; the stride is ignored in one or both."""
    n, s = axis.n, axis.stride
    recipe = Recipe(_under_rules, {**right_parts(axis), "same": same_size(n, s), "turned": False})
    yield "rules-swapped", Swap(recipe, {"turned": True})
    for slip, instead in swaps_of(axis).items():
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


def _under_rules(same: int, turned: bool, **parts: Any) -> Value:
    valid = way_of(**parts)[-1]
    return (same, valid) if turned else (valid, same)


def _pooled(axis: Axis, padding: tuple[int, int], stride: int, rules: tuple[Rounding, ...], first: int) -> Value | None:
    begin, end = padding
    read = changed(axis, begin=begin, end=end, stride=stride)
    return tuple(size - 1 + first for size in sizes_under(read, rules)) if read.fits else None


def _on(side: str, parts: Parts) -> Parts:
    return {f"{side} {name}": part for name, part in parts.items()}


def _shape(turned: bool, **parts: Any) -> Value:
    high, wide = (way_of(**_of(side, parts))[-1] for side in ("down", "across"))
    return (wide, high) if turned else (high, wide)


def _of(side: str, parts: Parts) -> Parts:
    return {name.removeprefix(f"{side} "): part for name, part in parts.items() if name.startswith(side)}
