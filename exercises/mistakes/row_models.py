"""Slips in one row of a network's table (K35): the shape or the count that each gives over the row above it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from exercises.engine.cost import dense_parameters
from exercises.engine.network import Conv, Dense, Flatten, Pool, Row, Shape, Unit, row_of, tried
from exercises.engine.sizes import Axis
from exercises.mistakes.chain import EVERYWHERE, EachLayer
from exercises.text import T, Text


@dataclass(frozen=True, eq=False)
class RowModel:
    """A slip in layers `of` some types: the shape or the parameters that it gives for one over a shape.

    `sentence` is filled with the `layer` and the `right` shape or count.
    """

    slip: str
    sentence: Text
    of: tuple[type, ...]
    shape: Callable[[Any, Shape], Shape | None] = lambda unit, before: None
    count: Callable[[Any, Shape], int | None] = lambda unit, before: None

    def written(self, unit: Unit, before: Shape) -> tuple[Row | None, bool]:
        """The row of somebody who makes the slip where it can be made, and whether it shows; None for a misfit."""
        if isinstance(unit, self.of):
            return _written(self, unit, before)
        row = tried(unit, before)
        return (None if isinstance(row, str) else row), False

    def row(self, unit: Unit, before: Shape, right: Row) -> Row | None:
        """The wrong row beside the right one, None where the slip does not show."""
        shape, parameters = self.shape(unit, before), self.count(unit, before)
        shape = right.shape if shape is None else shape
        parameters = right.parameters if parameters is None else parameters
        if (shape == right.shape and parameters == right.parameters) or min(shape) < 1 or parameters < 0:
            return None
        return Row(shape, parameters)


@lru_cache(maxsize=16384)
def _written(model: RowModel, unit: Unit, before: Shape) -> tuple[Row | None, bool]:
    """Kept, since the same layers meet the same shapes again."""
    right = tried(unit, before)
    if isinstance(right, str):
        return None, False
    made = model.row(unit, before, right)
    return made or right, made is not None


def _sized(each: EachLayer) -> Callable[[Any, Shape], Shape | None]:
    def shape(unit: Conv | Pool, before: Shape) -> Shape | None:
        if not each.shows(unit):
            return None
        channels, height, width = before
        settings = unit.kernel, unit.stride, unit.padding
        high = wide = each.size(Axis.symmetric(height, *settings))
        if width != height:
            wide = each.size(Axis.symmetric(width, *settings))
        return (unit.filters if isinstance(unit, Conv) else channels), high, wide

    return shape


def _channels(of: Callable[[Any, int], int]) -> Callable[[Any, Shape], Shape | None]:
    return lambda unit, before: (of(unit, before[0]), *row_of(unit, before).shape[1:])


def _flattened(of: Callable[[Shape], int]) -> Callable[[Any, Shape], Shape | None]:
    return lambda unit, before: (of(before),) if len(before) == 3 else None


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
        RowModel(each.slip, each.sentence, (Conv, Pool), _sized(each))
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


@lru_cache(maxsize=2048)
def slips_in(unit: Unit, before: Shape, counts: bool) -> Mapping[RowModel, Row]:
    """What each model gives in this row, where it shows; with `counts` also those of counting parameters."""
    models = (model for model in (SHAPES + COUNTS if counts else SHAPES) if isinstance(unit, model.of))
    written = ((model, *model.written(unit, before)) for model in models)
    return {model: row for model, row, shows in written if row and shows}
