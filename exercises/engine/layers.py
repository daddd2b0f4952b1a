"""The layers of a network: what each makes of a shape, and how many numbers it learns.

A shape is (channels, height, width), or (features,) once the maps are flattened. Lengths are counted in cells.
"""

from collections.abc import Callable
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
            raise Impossible(f"a dense layer reads one row, but maps of {said(given)} come in: flatten first")
        if self.inputs not in (None, given[0]):
            raise Impossible(
                f"its weights are made for {many(self.inputs or 0, 'feature')}, but {_coming(given)}; "
                f"make them for {given[0]}"
            )
        return given[0]


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


def _coming(given: Shape) -> str:
    """How many channels or features come in."""
    return f"{given[0]} {'comes' if given[0] == 1 else 'come'} in"


def _flat(given: Shape, unit: str) -> Impossible:
    if len(given) != 1:
        return Impossible(f"{unit} reads maps, but a shape of {said(given)} comes in; write (channels, height, width)")
    return Impossible(
        f"{unit} reads maps, but a row of {many(given[0], 'feature')} comes in; put it before the flattening"
    )


def said(shape: Shape) -> str:
    """3 x 8 x 8."""
    return " x ".join(map(str, shape))
