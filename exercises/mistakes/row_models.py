"""Slips in one row of a network's table (K35): the shape or the count that each gives over the row above it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from exercises.engine.cost import dense_parameters
from exercises.engine.layers import Conv, Dense, Flatten, Pool, Shape, Unit
from exercises.mistakes.chain import EVERYWHERE, EachLayer
from exercises.text import T, Text

Cells = tuple[int, ...]
"""A row as it is written: a shape, and behind it the number of parameters where that is asked for."""


def _right_shape(unit: Unit, before: Shape) -> Shape:
    return unit.on(before)


def _right_count(unit: Unit, before: Shape) -> int:
    return unit.parameters(before)


@dataclass(frozen=True, eq=False)
class RowModel:
    """A slip in layers `of` some types: the shape or the parameters that it gives for one over a shape.

    Both raise Impossible for a misfit, and give what is right where the slip cannot be made. In layers that are not
    `where` it never shows. `sentence` is filled with the `layer` and the `right` shape or count.
    """

    slip: str
    sentence: Text
    of: tuple[type, ...]
    shape: Callable[[Any, Shape], Shape] = _right_shape
    count: Callable[[Any, Shape], int] = _right_count
    where: Callable[[Any], bool] = lambda unit: True


def _sized(each: EachLayer) -> Callable[[Any, Shape], Shape]:
    def shape(unit: Conv | Pool, before: Shape) -> Shape:
        channels, height, width = before
        high = wide = each.size(height, unit.kernel, unit.stride, unit.padding)
        if width != height:
            wide = each.size(width, unit.kernel, unit.stride, unit.padding)
        if high < 1 or wide < 1:  # nobody writes that, or it does not fit
            return unit.on(before)
        return (unit.filters if isinstance(unit, Conv) else channels), high, wide

    return shape


def _channels(of: Callable[[Any, int], int]) -> Callable[[Any, Shape], Shape]:
    def shape(unit: Conv | Pool, before: Shape) -> Shape:
        channels, height, width = unit.on(before)
        return of(unit, before[0]) or channels, height, width

    return shape


def _flattened(of: Callable[[Shape], int]) -> Callable[[Any, Shape], Shape]:
    return lambda unit, before: (of(before) if len(before) == 3 else before[0],)


def _bias_uncounted(unit: Conv | Dense, before: Shape) -> int:
    if isinstance(unit, Conv):
        return unit.kernel**2 * before[0] * unit.filters
    return dense_parameters(before[0], unit.outputs, bias=False)


_KEPT = T("You kept the channels of the row above in layer %(layer)s. Each filter makes one: the shape is %(right)s.")
_TIMES = T("You multiplied the channels in layer %(layer)s. Each filter makes one: the shape is %(right)s.")
_POOLED = T("You let the pooling of layer %(layer)s change the channels. It keeps all of them: the shape is %(right)s.")
_FLAT = T(
    "Flattening keeps every number: channels times height times width. After layer %(layer)s there are %(right)s."
)
_FLATLY = T(
    "You left the channels of layer %(layer)s out. A filter is as deep as they are: it has %(right)s parameters."
)

# Dividing by the stride alone gives what rounding up gives in a pooling, so only the latter is looked for.
SHAPES = (
    *(
        RowModel(each.slip, each.sentence, (Conv, Pool), _sized(each), where=each.shows)
        for each in EVERYWHERE
        if each.slip != "only-stride"
    ),
    RowModel("channels-kept", _KEPT, (Conv,), _channels(lambda conv, c: c)),
    RowModel("channels-multiplied", _TIMES, (Conv,), _channels(lambda conv, c: c * conv.filters)),
    RowModel("pool-loses-channels", _POOLED, (Pool,), _channels(lambda pool, c: c // pool.stride)),
    RowModel("pool-loses-channels", _POOLED, (Pool,), _channels(lambda pool, c: 1)),
    RowModel("flatten-forgotten", _FLAT, (Flatten,), _flattened(lambda before: before[0])),
    RowModel("flatten-forgotten", _FLAT, (Flatten,), _flattened(lambda before: before[1] * before[2])),
)
COUNTS = (
    RowModel(
        "bias-uncounted",
        T("You left the biases of layer %(layer)s out. Each output or filter has one: it has %(right)s parameters."),
        (Conv, Dense),
        count=_bias_uncounted,
    ),
    RowModel("channels-forgotten", _FLATLY, (Conv,), count=lambda conv, before: (conv.kernel**2 + 1) * conv.filters),
    RowModel(
        "filters-forgotten",
        T("You counted one filter of layer %(layer)s. All of them together have %(right)s parameters."),
        (Conv,),
        count=lambda conv, before: conv.kernel**2 * before[0] + 1,
    ),
    RowModel(
        "kernel-not-squared",
        T("You counted one side of the kernel of layer %(layer)s. With all its weights it has %(right)s parameters."),
        (Conv,),
        count=lambda conv, before: (conv.kernel * before[0] + 1) * conv.filters,
    ),
    RowModel(
        "pool-weights",
        T("You counted weights in the pooling of layer %(layer)s. A pooling learns nothing."),
        (Pool,),
        count=lambda pool, before: pool.kernel**2 * before[0],
    ),
)


@lru_cache(maxsize=4096)
def models_of(unit: Unit, counts: bool) -> frozenset[RowModel]:
    """The slips that can show in this layer's row."""
    models = SHAPES + COUNTS if counts else SHAPES
    return frozenset(model for model in models if isinstance(unit, model.of) and model.where(unit))
