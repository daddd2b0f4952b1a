"""Shapes and parameters through a network: layers in a row, and branches that are put together again.

A shape is (channels, height, width), or (features,) once the maps are flattened. Lengths are counted in cells.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import prod
from typing import Protocol

from exercises.engine.conventions import Impossible, Rounding, all_at_least, at_least, many
from exercises.engine.cost import Filters, batch_norm_parameters, dense_parameters
from exercises.engine.sizes import Axis
from exercises.frozen import frozen, once

Shape = tuple[int, ...]


class Unit(Protocol):
    """A layer, or branches: what it makes of a shape, and what it learns. Both raise Impossible for a misfit."""

    def on(self, given: Shape) -> Shape: ...

    def __hash__(self) -> int: ...

    def parameters(self, given: Shape) -> int: ...


@frozen
class Row:
    """One line of a network's table: the shape after a layer, and the layer's learnable parameters."""

    shape: Shape
    parameters: int


@frozen
class Conv:
    """A convolution with square kernels; `padding` is counted per side.

    `channels` are those that its weights were made for; None takes what comes. Raises Impossible for numbers that no
    layer can have, as the others do.
    """

    filters: int
    kernel: int
    stride: int = 1
    padding: int = 0
    groups: int = 1
    bias: bool = True
    channels: int | None = None

    def __post_init__(self) -> None:
        all_at_least(self, filters=1, kernel=1, stride=1, padding=0, groups=1)
        if self.channels is not None:
            at_least("channels", self.channels, 1)

    def on(self, given: Shape) -> Shape:
        try:
            channels, height, width = given
        except ValueError:
            raise self._misfit(given) from None
        if self.channels is not None and self.channels != channels:
            raise self._misfit(given)
        if self.groups > 1:  # it may not divide the channels
            _filters(self.kernel, channels, self.filters, self.groups, self.bias)
        high, wide = self._behind[height, width]
        return self.filters, high, wide

    @once
    def _behind(self) -> "_Sides":
        return _sides_behind(self.kernel, self.stride, self.padding)

    def parameters(self, given: Shape) -> int:
        if len(given) != 3 or self.channels not in (None, given[0]):
            raise self._misfit(given)
        return _filters(self.kernel, given[0], self.filters, self.groups, self.bias).parameters

    def _misfit(self, given: Shape) -> Impossible:
        if len(given) != 3:
            return _flat(given, "a convolution")
        return Impossible(
            f"its filters read {many(self.channels or 0, 'channel')}, but {_coming(given)}; "
            f"let them read {given[0]}, or let the layer before it make {self.channels}"
        )


@frozen
class Pool:
    """Max or average pooling with a square window; nothing is learnt."""

    kernel: int
    stride: int
    padding: int = 0
    rounding: Rounding = Rounding.FLOOR

    def __post_init__(self) -> None:
        all_at_least(self, kernel=1, stride=1, padding=0)
        self.__dict__["rounding"] = Rounding(self.rounding)

    def on(self, given: Shape) -> Shape:
        try:
            channels, height, width = given
        except ValueError:
            raise _flat(given, "a pooling") from None
        high, wide = self._behind[height, width]
        return channels, high, wide

    @once
    def _behind(self) -> "_Sides":
        return _sides_behind(self.kernel, self.stride, self.padding, self.rounding)

    def parameters(self, given: Shape) -> int:
        return 0


@frozen
class GlobalPool:
    """One number for each channel; its shape is (channels, 1, 1)."""

    def on(self, given: Shape) -> Shape:
        if len(given) != 3:
            raise _flat(given, "a global pooling")
        return (given[0], 1, 1)

    def parameters(self, given: Shape) -> int:
        return 0


@frozen
class Norm:
    """Batch normalisation of each channel."""

    def on(self, given: Shape) -> Shape:
        return given

    def parameters(self, given: Shape) -> int:
        return batch_norm_parameters(given[0])


@frozen
class Flatten:
    """All numbers of the maps in one row. By hand: 16 maps of 5 x 5 become 400 features."""

    def on(self, given: Shape) -> Shape:
        return (prod(given),)

    def parameters(self, given: Shape) -> int:
        return 0


@frozen
class Dense:
    """A fully connected layer; `inputs` are those that its weights were made for, None takes what comes."""

    outputs: int
    bias: bool = True
    inputs: int | None = None

    def __post_init__(self) -> None:
        at_least("outputs", self.outputs, 1)
        if self.inputs is not None:
            at_least("inputs", self.inputs, 1)

    def on(self, given: Shape) -> Shape:
        self._features(given)
        return (self.outputs,)

    def parameters(self, given: Shape) -> int:
        return dense_parameters(self._features(given), self.outputs, self.bias)

    def _features(self, given: Shape) -> int:
        if len(given) != 1:
            raise Impossible(f"a dense layer reads one row, but maps of {_said(given)} come in: flatten first")
        if self.inputs not in (None, given[0]):
            raise Impossible(
                f"its weights are made for {many(self.inputs or 0, 'feature')}, but {_coming(given)}; "
                f"make them for {given[0]}"
            )
        return given[0]


@frozen
class Branches:
    """Ways that all start from the same maps; their outputs are stacked: channels add up, heights and widths agree.

    By hand: branches that make 64, 128, 32 and 32 maps of 28 x 28 give 256 of them (GoogLeNet, inception 3a).
    """

    ways: tuple[tuple[Unit, ...], ...]

    def on(self, given: Shape) -> Shape:
        return stacked(_ends(self.ways, given))

    def parameters(self, given: Shape) -> int:
        return _learnt(self.ways, given)


@frozen
class Added:
    """Ways whose outputs are added cell by cell (a residual block); an empty way hands its input on."""

    ways: tuple[tuple[Unit, ...], ...]

    def on(self, given: Shape) -> Shape:
        shapes = _ends(self.ways, given)
        if not shapes:
            raise Impossible("there are no ways to add; give at least one, which may be empty")
        for number, shape in enumerate(shapes, 1):
            if shape != shapes[0]:
                raise Impossible(
                    f"way 1 makes {_said(shapes[0])}, but way {number} makes {_said(shape)}; "
                    "only equal shapes can be added: put a 1 x 1 convolution into the shorter way"
                )
        return shapes[0]

    def parameters(self, given: Shape) -> int:
        return _learnt(self.ways, given)


def stacked(shapes: Sequence[Shape]) -> Shape:
    """Maps one behind the other: channels add up. Raises Impossible when heights or widths differ."""
    if not shapes:
        raise Impossible("there are no branches to stack; give at least one")
    first = shapes[0]
    for number, shape in enumerate(shapes, 1):
        if shape[1:] != first[1:]:
            raise Impossible(
                f"branch 1 makes maps of {_said(first[1:])}, but branch {number} of {_said(shape[1:])}; "
                "maps are stacked only when they are alike: change a padding or a stride"
            )
    return (sum(shape[0] for shape in shapes), *first[1:])


def table(given: Shape, units: Sequence[Unit]) -> tuple[Row, ...]:
    """The shape and the parameters after each unit. Raises Impossible, which names the first that does not fit."""
    rows, fault = as_far_as(given, units)
    if fault:
        raise Impossible(f"layer {len(rows) + 1}: {fault}")
    return rows


def as_far_as(given: Shape, units: Sequence[Unit]) -> tuple[tuple[Row, ...], str]:
    """The table up to the first unit that does not fit, and what is wrong with that one ("" when all fit)."""
    rows: list[Row] = []
    before = _checked(given)
    for unit in units:
        row = tried(unit, before)
        if isinstance(row, str):
            return tuple(rows), row
        rows.append(row)
        before = row.shape
    return tuple(rows), ""


def shapes_as_far(given: Shape, units: Iterable[Unit]) -> tuple[Shape, ...]:
    """Only the shapes after each unit, up to the first that does not fit: half the work of the table."""
    shapes: list[Shape] = []
    before = _checked(given)
    try:
        for unit in units:
            before = unit.on(before)
            shapes.append(before)
    except Impossible:
        pass
    return tuple(shapes)


def row_of(unit: Unit, before: Shape) -> Row:
    """The row of one unit. Raises Impossible for a misfit."""
    row = tried(unit, before)
    if isinstance(row, str):
        raise Impossible(row)
    return row


def tried(unit: Unit, before: Shape) -> Row | str:
    """The row of one unit, or what is wrong with it."""
    try:
        return Row(unit.on(before), unit.parameters(before))
    except Impossible as fault:
        return str(fault)


def parameters(given: Shape, units: Sequence[Unit]) -> int:
    """What the whole network learns."""
    return sum(row.parameters for row in table(given, units))


def _ends(ways: Sequence[Sequence[Unit]], given: Shape) -> list[Shape]:
    """The shape at the end of each way."""
    ends = []
    for number, way in enumerate(ways, 1):
        rows, fault = as_far_as(given, way)
        if fault:
            raise Impossible(f"branch {number}, layer {len(rows) + 1}: {fault}")
        ends.append(rows[-1].shape if rows else given)
    return ends


def _learnt(ways: Sequence[Sequence[Unit]], given: Shape) -> int:
    return sum(parameters(given, way) for way in ways)


class _Sides(dict[tuple[int, int], tuple[int, int]]):
    """(height, width) behind a square window, by the (height, width) that it meets. Raises Impossible for a misfit.

    Kept, since the same sizes are met under many numbers of channels.
    """

    def __init__(self, out: Callable[[int], int]) -> None:
        self.out = out

    def __missing__(self, sides: tuple[int, int]) -> tuple[int, int]:
        height, width = sides
        high = self.out(height)
        behind = high, high if width == height else self.out(width)
        if len(self) < MOST_SIDES:
            self[sides] = behind
        return behind


MOST_SIDES = 1024


@lru_cache(maxsize=256, typed=True)
def _sides_behind(kernel: int, stride: int, padding: int, rounding: Rounding = Rounding.FLOOR) -> _Sides:
    """Those of the window with these numbers: one table for all layers that have it."""
    return _Sides(lambda n: Axis.symmetric(n, kernel, stride, padding, rounding=rounding).out)


@lru_cache(maxsize=4096, typed=True)
def _filters(kernel: int, channels: int, filters: int, groups: int, bias: bool) -> Filters:
    return Filters((kernel, kernel), channels, filters, groups, bias)


def _checked(given: Shape) -> Shape:
    """The shape, of whole numbers. Raises Impossible for one without cells."""
    if not given:
        raise Impossible("the shape is empty; write (channels, height, width), or (features,)")
    for length in given:
        if type(length) is not int or length < 1:
            at_least(f"a length of the shape {given}", length, 1)
    return given


def _coming(given: Shape) -> str:
    """How many channels or features come in."""
    return f"{given[0]} {'comes' if given[0] == 1 else 'come'} in"


def _flat(given: Shape, unit: str) -> Impossible:
    if len(given) != 1:
        return Impossible(f"{unit} reads maps, but a shape of {_said(given)} comes in; write (channels, height, width)")
    return Impossible(
        f"{unit} reads maps, but a row of {many(given[0], 'feature')} comes in; put it before the flattening"
    )


def _said(shape: Shape) -> str:
    return " x ".join(map(str, shape))
