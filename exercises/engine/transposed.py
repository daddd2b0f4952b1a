"""Values of a transposed convolution: every input cell stamps the kernel, and overlapping stamps add up."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import prod
from typing import Any

import numpy as np

from exercises.engine.columns import im2col
from exercises.engine.conventions import Impossible
from exercises.engine.sizes import Axis, same_pads
from exercises.engine.transposed_sizes import keras_transposed_size, transposed_size
from exercises.engine.windows import FEW, Array, kept, preceded, widened
from exercises.frozen import frozen

Pair = tuple[int, int]
NONE = (None, None)


def stamp(x: Array, w: Array, stride: Pair = (1, 1), dilation: Pair = (1, 1)) -> Array:
    """All stamps of `w` (kh, kw) times the cells of `x` (H, W), before any padding is cut off; integers stay exact.

    By hand: stamp([[1, 2]], [[1, 3]]) == [[1, 5, 6]].
    """
    return transposed_conv(x, w, stride, dilation=dilation)


def transposed_conv(
    x: Array,
    w: Array,
    stride: Pair = (1, 1),
    padding: Pair = (0, 0),
    output_padding: Pair = (0, 0),
    dilation: Pair = (1, 1),
) -> Array:
    """One map (H, W) with one kernel, as PyTorch's conv_transpose2d and ONNX's ConvTranspose; exact within 64 bits.

    Padding cuts cells off at both ends; output padding keeps or adds some at the lower and right end. Raises Impossible
    where `transposed_size` does.
    """
    return _stamped(x, w, _collecting(x.shape, w.shape, *_by_axis(stride, padding, dilation, output_padding)))


def keras_transposed_conv(
    x: Array, w: Array, stride: Pair = (1, 1), same: bool = False, output_padding: tuple[int | None, int | None] = NONE
) -> Array:
    """One map (H, W) with one kernel, as Keras' Conv2DTranspose with padding "valid" or "same".

    A kernel smaller than the stride leaves zeros behind the last stamp, which PyTorch does not make. By hand: [[1, 2]]
    with [[3]] and stride 2 is [[3, 0, 6, 0]]. Raises Impossible where `keras_transposed_size` does.
    """
    return _stamped(x, w, _keras_collecting(x.shape, w.shape, same, *_by_axis(stride, output_padding)))


def _by_axis(*pairs: tuple[Any, Any]) -> Iterator[Any]:
    """The settings, those down first, one by one: inside a tuple, what is kept for 1 would be found by 1.0."""
    if any(len(pair) != 2 for pair in pairs):
        raise Impossible(f"each setting is a pair, down and across, and not all of these are: {pairs}")
    return chain(*zip(*pairs, strict=True))


@frozen
class Spread:
    """One axis of a map with zeros between its cells: how the turned kernel slides over it.

    The cells that are `kept` lie at `places`; the others reach only what is cut off.
    """

    axis: Axis
    kept: slice
    places: slice


@lru_cache(maxsize=1024, typed=True)
def spread(n: int, kernel: int, stride: int, dilation: int, cut: int, out: int) -> Spread:
    """The stamps of `n` cells, of which `out` cells are wanted behind the first `cut`.

    By hand: 2 cells, a kernel of 3 and stride 2 lie at places 2 and 4 of 7; with 1 cut off on both sides, at 1 and 3
    of 5.
    """
    beyond = Axis(n, kernel, stride, dilation=dilation).extent - 1
    axis = Axis(out + beyond, kernel, dilation=dilation)
    places = [(i, beyond - cut + i * stride) for i in range(n)]
    shown = [(i, place) for i, place in places if 0 <= place < axis.n]
    if not shown:  # all that is left lies between two stamps
        return Spread(axis, slice(0), slice(0))
    (first, begin), (last, end) = shown[0], shown[-1]
    return Spread(axis, slice(first, last + 1), slice(begin, end + 1, stride))


def apart(x: Array, down: Spread, across: Spread) -> Array:
    """The cells of `x` (..., H, W) at their places."""
    whole = np.zeros((*x.shape[:-2], down.axis.n, across.axis.n), x.dtype)
    whole[..., down.places, across.places] = x[..., down.kept, across.kept]
    return whole


@dataclass(frozen=True)
class Collecting:
    """How turned kernels slide over maps that are spread, and where among the `preceded` cells stands what they read.

    The `places` are (maps * taps, windows), and None when they are many.
    """

    down: Spread
    across: Spread
    places: Array | None


def collecting(shape: tuple[int, ...], down: Spread, across: Spread) -> Collecting:
    """For maps of this shape (..., H, W); it takes so long that it should be kept.

    By hand: a kernel of 1 x 2 with stride 1 over (1, 2) reads [[0, 1, 2], [1, 2, 0]], where 0 is no cell.
    """
    places = None
    if prod(shape) <= FEW and prod(shape[:-2]) * down.axis.taps * across.axis.taps <= FEW:
        numbers = np.arange(1, prod(shape) + 1).reshape(shape)
        places = kept(im2col(apart(numbers, down, across), down.axis, across.axis))
    return Collecting(down, across, places)


def collected(x: Array, how: Collecting) -> Array:
    """What the turned kernels read of `x`, (maps * taps, windows)."""
    if how.places is not None:
        return preceded(x).take(how.places)
    return im2col(apart(x, how.down, how.across), how.down.axis, how.across.axis)


def _stamped(x: Array, w: Array, how: Collecting) -> Array:
    """A cell of the output collects the stamps that reach it: the kernel turned, sliding over the cells spread out."""
    x, w = widened(x), widened(w)
    return w.ravel()[::-1].dot(collected(x, how)).reshape(how.down.axis.out, how.across.axis.out)


@lru_cache(maxsize=256, typed=True)
def _collecting(shape: tuple[int, ...], kernel: tuple[int, ...], *settings: int) -> Collecting:
    """The settings are stride, padding, dilation and output padding down, then those across."""
    _check_one_map(shape, kernel)
    down, across = _kept(shape[0], kernel[0], *settings[:4]), _kept(shape[1], kernel[1], *settings[4:])
    return collecting(shape, down, across)


@lru_cache(maxsize=1024, typed=True)
def _kept(n: int, kernel: int, stride: int, padding: int, dilation: int, output_padding: int) -> Spread:
    out = transposed_size(n, kernel, stride, padding, dilation, output_padding)
    return spread(n, kernel, stride, dilation, padding, out)


@lru_cache(maxsize=256, typed=True)
def _keras_collecting(shape: tuple[int, ...], kernel: tuple[int, ...], same: bool, *settings: Any) -> Collecting:
    """The settings are stride and output padding down, then those across."""
    _check_one_map(shape, kernel)
    down, across = (_keras_kept(shape[i], kernel[i], same, *settings[2 * i : 2 * i + 2]) for i in (0, 1))
    return collecting(shape, down, across)


def _keras_kept(n: int, kernel: int, same: bool, stride: int, output_padding: int | None) -> Spread:
    """Under "same" the cut is what SAME_UPPER pads on the way back, less of it at the beginning."""
    out = keras_transposed_size(n, kernel, stride, same, output_padding)
    return spread(n, kernel, stride, 1, same_pads(out, kernel, stride)[0] if same else 0, out)


def _check_one_map(shape: tuple[int, ...], kernel: tuple[int, ...]) -> None:
    if len(shape) != 2 or len(kernel) != 2:
        raise Impossible(f"one map and one kernel are needed, got {len(shape)} and {len(kernel)} dimensions")
