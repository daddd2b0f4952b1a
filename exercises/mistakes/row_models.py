"""Slips in one row of a network's table (K35): the shape or the count that each gives over the row above it."""

from collections.abc import Callable

from exercises.engine.cost import dense_parameters
from exercises.engine.network import Conv, Dense, Flatten, Pool, Row, Shape, Unit, row_of
from exercises.engine.sizes import Axis
from exercises.frozen import frozen
from exercises.mistakes.chain import EVERYWHERE, EachLayer
from exercises.text import T, Text


@frozen
class RowModel:
    """A slip: the shape and the parameters that it gives for a unit over a shape, None where it cannot be made.

    `sentence` is filled with the `layer` and the `right` shape or count.
    """

    slip: str
    sentence: Text
    shape: Callable[[Unit, Shape], Shape | None] = lambda unit, before: None
    count: Callable[[Unit, Shape], int | None] = lambda unit, before: None

    def row(self, unit: Unit, before: Shape, right: Row) -> Row | None:
        shape, parameters = self.shape(unit, before), self.count(unit, before)
        shape = right.shape if shape is None else shape
        parameters = right.parameters if parameters is None else parameters
        if (shape == right.shape and parameters == right.parameters) or min(shape) < 1 or parameters < 0:
            return None
        return Row(shape, parameters)


def _sized(each: EachLayer) -> Callable[[Unit, Shape], Shape | None]:
    def shape(unit: Unit, before: Shape) -> Shape | None:
        if not isinstance(unit, Conv | Pool) or len(before) != 3 or not each.shows(unit):
            return None
        axes = [Axis.symmetric(n, unit.kernel, unit.stride, unit.padding) for n in before[1:]]
        channels = unit.filters if isinstance(unit, Conv) else before[0]
        return (channels, *map(each.size, axes)) if all(axis.fits for axis in axes) else None

    return shape


def _channels(of: Callable[[Unit, int], int | None]) -> Callable[[Unit, Shape], Shape | None]:
    def shape(unit: Unit, before: Shape) -> Shape | None:
        made = of(unit, before[0]) if len(before) == 3 else None
        return (made, *row_of(unit, before).shape[1:]) if made else None

    return shape


def _flattened(of: Callable[[Shape], int]) -> Callable[[Unit, Shape], Shape | None]:
    return lambda unit, before: (of(before),) if isinstance(unit, Flatten) and len(before) == 3 else None


def _counted(of: Callable[[Conv, int], int]) -> Callable[[Unit, Shape], int | None]:
    return lambda unit, before: of(unit, before[0]) if isinstance(unit, Conv) else None


def _bias_uncounted(unit: Unit, before: Shape) -> int | None:
    if isinstance(unit, Conv):
        return unit.kernel**2 * before[0] * unit.filters
    return dense_parameters(before[0], unit.outputs, bias=False) if isinstance(unit, Dense) else None


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
    *(RowModel(each.slip, each.sentence, _sized(each)) for each in EVERYWHERE if each.slip != "only-stride"),
    RowModel("channels-kept", _KEPT, _channels(lambda unit, c: c if isinstance(unit, Conv) else None)),
    RowModel("channels-multiplied", _TIMES, _channels(lambda u, c: c * u.filters if isinstance(u, Conv) else None)),
    RowModel("pool-loses-channels", _POOLED, _channels(lambda u, c: c // u.stride if isinstance(u, Pool) else None)),
    RowModel("pool-loses-channels", _POOLED, _channels(lambda u, c: 1 if isinstance(u, Pool) else None)),
    RowModel("flatten-forgotten", _FLAT, _flattened(lambda before: before[0])),
    RowModel("flatten-forgotten", _FLAT, _flattened(lambda before: before[1] * before[2])),
)
COUNTS = (
    RowModel(
        "bias-uncounted",
        T("You left the biases of layer %(layer)s out. Each output or filter has one: it has %(right)s parameters."),
        count=_bias_uncounted,
    ),
    RowModel("channels-forgotten", _FLATLY, count=_counted(lambda unit, c: (unit.kernel**2 + 1) * unit.filters)),
    RowModel(
        "filters-forgotten",
        T("You counted one filter of layer %(layer)s. All of them together have %(right)s parameters."),
        count=_counted(lambda unit, c: unit.kernel**2 * c + 1),
    ),
    RowModel(
        "kernel-not-squared",
        T("You counted one side of the kernel of layer %(layer)s. With all its weights it has %(right)s parameters."),
        count=_counted(lambda unit, c: (unit.kernel * c + 1) * unit.filters),
    ),
    RowModel(
        "pool-weights",
        T("You counted weights in the pooling of layer %(layer)s. A pooling learns nothing."),
        count=lambda unit, before: unit.kernel**2 * before[0] if isinstance(unit, Pool) else None,
    ),
)
