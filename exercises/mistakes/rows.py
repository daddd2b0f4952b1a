"""Wrong models of a network's table (K35): one slip made in one row, or the same slip in every row.

A model gives the row that somebody would write who knows the row above it: the shape, and the parameters when they
are asked for.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from exercises.answers import Value
from exercises.engine.conventions import Impossible
from exercises.engine.cost import dense_parameters
from exercises.engine.network import Conv, Dense, Flatten, Pool, Row, Shape, Unit
from exercises.engine.sizes import Axis
from exercises.mistakes.chain import EVERYWHERE
from exercises.question import Mistake
from exercises.text import T, Text

Sizer = Callable[[Axis], int]


@dataclass(frozen=True)
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
        if shape is None and parameters is None:
            return None
        made = Row(right.shape if shape is None else shape, right.parameters if parameters is None else parameters)
        return made if made != right and min(made.shape) > 0 and made.parameters >= 0 else None


def _sized(sizer: Sizer) -> Callable[[Unit, Shape], Shape | None]:
    def shape(unit: Unit, before: Shape) -> Shape | None:
        if not isinstance(unit, Conv | Pool) or len(before) != 3:
            return None
        axes = [Axis.symmetric(n, unit.kernel, unit.stride, unit.padding) for n in before[1:]]
        channels = unit.filters if isinstance(unit, Conv) else before[0]
        return (channels, *map(sizer, axes)) if all(axis.fits for axis in axes) else None

    return shape


def _channels(of: Callable[[Unit, int], int | None]) -> Callable[[Unit, Shape], Shape | None]:
    def shape(unit: Unit, before: Shape) -> Shape | None:
        made = of(unit, before[0]) if len(before) == 3 else None
        return (made, *unit.on(before)[1:]) if made else None

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
    *(RowModel(each.slip, each.sentence, _sized(each.size)) for each in EVERYWHERE if each.slip != "only-stride"),
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


@dataclass(frozen=True)
class Asked:
    """A network whose table is filled in: shapes, and parameters with `counts`."""

    given: Shape
    units: tuple[Unit, ...]
    counts: bool

    @property
    def models(self) -> tuple[RowModel, ...]:
        return SHAPES + COUNTS if self.counts else SHAPES

    def cells(self, row: Row) -> tuple[int, ...]:
        return (*row.shape, row.parameters) if self.counts else row.shape

    def shape_in(self, cells: Sequence[Value] | None) -> Shape | None:
        """The shape that a written row tells, None when no layer could work on it."""
        if cells is None:
            return self.given
        shape = tuple(cells[:-1] if self.counts else cells)
        return shape if all(isinstance(n, int) and n > 0 for n in shape) else None

    def row(self, i: int, before: Shape | None) -> Row | None:
        """Row `i` (from 0) over this shape, None when the layer does not fit there."""
        if before is None:
            return None
        if (i, before) not in self._known:
            self._known[i, before] = self._made(i, before)
        return self._known[i, before]

    def _made(self, i: int, before: Shape) -> Row | None:
        try:
            return Row(self.units[i].on(before), self.units[i].parameters(before))
        except Impossible:
            return None

    @cached_property
    def _known(self) -> dict[tuple[int, Shape], Row | None]:
        """Rows made before: every model asks for those above its slip again."""
        return {}

    def follow(self, i: int, above: Sequence[Value] | None) -> tuple[int, ...] | None:
        """Row `i` as it follows from the row written above it."""
        row = self.row(i, self.shape_in(above))
        return self.cells(row) if row else None


def wrong_tables(asked: Asked) -> Iterator[Mistake]:
    """The tables of somebody who makes one slip in every row where it can be made."""
    for model in asked.models:
        rows, seen, before = [], None, asked.given
        for i, unit in enumerate(asked.units):
            right = asked.row(i, before)
            if right is None:
                break
            row = model.row(unit, before, right)
            seen = seen or (i, right) if row else seen
            rows.append(row or right)
            before = rows[-1].shape
        if seen and len(rows) == len(asked.units):
            yield Mistake(model.slip, tuple(map(asked.cells, rows)), _said(model, *seen), f"layer-{seen[0] + 1}")


def faulty_row(asked: Asked, given: Value) -> Iterator[Mistake]:
    """What went wrong in the first row that does not follow from the one above it; later rows are not looked at."""
    above = None
    for i, cells in enumerate(given):
        before = asked.shape_in(above)
        right = asked.row(i, before)
        if before is None or right is None:
            return
        if cells != asked.cells(right):
            yield from _one_row(asked, given, i, before, right)
            return
        above = cells


def _one_row(asked: Asked, given: Value, i: int, before: Shape, right: Row) -> Iterator[Mistake]:
    """Each model that gives this row; when they disagree, or there is none, only the place is named."""
    step = f"layer-{i + 1}"
    made = [(model, model.row(asked.units[i], before, right)) for model in asked.models]
    found = [model for model, row in made if row and asked.cells(row) == given[i]]
    if len({model.slip for model in found}) == 1:
        yield Mistake(found[0].slip, given, _further(asked, given, i, _said(found[0], i, right)), step)
        return
    first = T(
        "Row %(layer)s is the first that does not follow from the row above it. Work out layer %(layer)s once more.",
        layer=i + 1,
    )
    yield Mistake("row-faulty", given, _further(asked, given, i, first), step)


def _further(asked: Asked, given: Value, i: int, said: Text) -> Text:
    """Adds that the rest is right, where all of it follows from the faulty row."""
    rest = range(i + 1, len(given))
    if rest and all(asked.follow(j, given[j - 1]) == given[j] for j in rest):
        return T("%(said)s The rows after it follow from yours and are right.", said=said)
    return said


def _said(model: RowModel, i: int, right: Row) -> Text:
    shape = " × ".join(map(str, right.shape))
    return model.sentence.filled(layer=i + 1, right=right.parameters if model in COUNTS else shape)
