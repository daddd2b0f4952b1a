"""Sizes through a list of layers, on one axis."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from exercises.engine.conventions import all_at_least, at_least
from exercises.engine.sizes import Axis
from exercises.frozen import frozen, once


@frozen
class Layer:
    """A convolution or pooling layer as one axis sees it; `padding` is counted per side.

    Raises Impossible for numbers that no layer can have.
    """

    kernel: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1

    def __post_init__(self) -> None:
        kernel, stride, padding, dilation = self.kernel, self.stride, self.padding, self.dilation
        plain = type(kernel) is type(stride) is type(padding) is type(dilation) is int
        if not plain or kernel < 1 or stride < 1 or padding < 0 or dilation < 1:
            all_at_least(self, kernel=1, stride=1, padding=0, dilation=1)

    @once
    def extent(self) -> int:
        return self.dilation * (self.kernel - 1) + 1

    def on(self, n: int) -> Axis:
        return Axis.symmetric(n, self.kernel, self.stride, self.padding, self.dilation)

    @once
    def after(self) -> Callable[[int], int]:
        """The size behind it for the size before it, 0 when it does not fit."""
        return _sizes_behind(self.kernel, self.stride, self.padding, self.dilation).__getitem__


class _Sizes(dict[int, int]):
    """The size behind a layer by the size before it, kept: chains go through the same few layers again and again."""

    def __init__(self, kernel: int, stride: int, padding: int, dilation: int) -> None:
        self.numbers = kernel, stride, padding, dilation

    def __missing__(self, n: int) -> int:
        axis = Axis.symmetric(n, *self.numbers)
        size = axis.out if axis.fits else 0
        if len(self) < MOST_SIZES:
            self[n] = size
        return size


MOST_SIZES = 1024


@lru_cache(maxsize=256, typed=True)
def _sizes_behind(kernel: int, stride: int, padding: int, dilation: int) -> _Sizes:
    return _Sizes(kernel, stride, padding, dilation)


@lru_cache(maxsize=1024, typed=True)
def layer_of(kernel: int, stride: int, padding: int) -> Layer:
    """The layer with these numbers; chains are made of the same few again and again."""
    return Layer(kernel, stride, padding)


def sizes_through(n: int, layers: Iterable[Layer]) -> tuple[int, ...]:
    """The size after each layer, up to the first layer that no longer fits.

    By hand: 32 cells through kernels of 5 become 28, 24, 20, 16, 12, 8, 4; an eighth does not fit.
    """
    at_least("n", n, 1)
    sizes: list[int] = []
    for layer in layers:
        n = layer.after(n)
        if not n:
            break
        sizes.append(n)
    return tuple(sizes)


def axes_through(n: int, layers: Sequence[Layer]) -> tuple[Axis, ...]:
    """The axis of each layer on the way from `n` cells, up to the first layer that no longer fits, and with it."""
    return tuple(layer.on(size) for layer, size in zip(layers, (n, *sizes_through(n, layers)), strict=False))


def least_input(out: int, layers: Sequence[Layer]) -> int:
    """The smallest input that leaves `out` cells after all layers; every layer fits on the way.

    Backwards, a layer needs (out - 1) * stride + extent - 2 * padding cells, and at least one. By hand: 4 cells after
    seven kernels of 5 need 4 + 7 * 4 = 32. Raises Impossible for `out` below 1.
    """
    at_least("out", out, 1)
    needed = out
    for layer in reversed(layers):
        needed = max((needed - 1) * layer.stride + layer.extent - 2 * layer.padding, 1)
    return needed
