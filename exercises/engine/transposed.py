"""Values of a transposed convolution: every input cell stamps the kernel, and overlapping stamps add up."""

from functools import lru_cache

import numpy as np

from exercises.engine.conv import correlate
from exercises.engine.conventions import Impossible
from exercises.engine.sizes import Axis, transposed_size
from exercises.engine.windows import Array
from exercises.frozen import frozen

Pair = tuple[int, int]


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
    """One map (H, W) with one kernel, as PyTorch's conv_transpose2d and ONNX's ConvTranspose.

    Padding cuts cells off at both ends; output padding keeps or adds some at the lower and right end. Raises Impossible
    where `transposed_size` does.
    """
    if x.ndim != 2 or w.ndim != 2:
        raise Impossible(f"one map and one kernel are needed, got {x.ndim} and {w.ndim} dimensions")
    (high, wide), (tall, broad) = x.shape, w.shape
    down = _kept(high, tall, stride[0], padding[0], dilation[0], output_padding[0])
    across = _kept(wide, broad, stride[1], padding[1], dilation[1], output_padding[1])
    # A cell of the output collects the stamps that reach it: the kernel turned, sliding over the cells spread out.
    return correlate(apart(x, down, across), w[::-1, ::-1], down.axis, across.axis)


@frozen
class Spread:
    """One axis of a map with zeros between its cells: how the turned kernel slides over it.

    The cells that are `kept` lie at `places`; the others reach only what is cut off.
    """

    axis: Axis
    kept: slice
    places: slice


@lru_cache(maxsize=1024)
def spread(n: int, kernel: int, stride: int, dilation: int, cut: int, out: int) -> Spread:
    """The stamps of `n` cells, of which `out` cells are wanted behind the first `cut`.

    By hand: 2 cells, a kernel of 3 and stride 2 lie at places 2 and 4 of 7; with 1 cut off on both sides, at 1 and 3
    of 5.
    """
    beyond = dilation * (kernel - 1)
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


@lru_cache(maxsize=1024)
def _kept(n: int, kernel: int, stride: int, padding: int, dilation: int, output_padding: int) -> Spread:
    out = transposed_size(n, kernel, stride, padding, dilation, output_padding)
    return spread(n, kernel, stride, dilation, padding, out)
