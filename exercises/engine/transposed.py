"""Values of a transposed convolution: every input cell stamps the kernel, and overlapping stamps add up."""

from functools import lru_cache

import numpy as np

from exercises.engine.conv import correlate
from exercises.engine.conventions import Impossible
from exercises.engine.sizes import Axis, stamped, transposed_size
from exercises.engine.windows import Array

Pair = tuple[int, int]


def stamp(x: Array, w: Array, stride: Pair = (1, 1), dilation: Pair = (1, 1)) -> Array:
    """All stamps of `w` (kh, kw) times the cells of `x` (H, W), before any padding is cut off; integers stay exact.

    By hand: stamp([[1, 2]], [[1, 3]]) == [[1, 5, 6]].
    """
    (high, wide), (down, across) = x.shape, _axes(x, w, stride, dilation)
    spread = np.zeros(((high - 1) * stride[0] + 1, (wide - 1) * stride[1] + 1), np.result_type(x, w))
    spread[:: stride[0], :: stride[1]] = x
    # A cell of the output collects the stamps that reach it: the kernel turned, sliding over the cells spread out.
    return correlate(spread, w[::-1, ::-1], down, across)


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
    whole = stamp(x, w, stride, dilation)
    height, width = (
        transposed_size(x.shape[i], w.shape[i], stride[i], padding[i], dilation[i], output_padding[i]) for i in (0, 1)
    )
    kept = whole[padding[0] : padding[0] + height, padding[1] : padding[1] + width]
    if kept.shape == (height, width):
        return kept
    out = np.zeros((height, width), whole.dtype)
    out[: kept.shape[0], : kept.shape[1]] = kept
    return out


def _axes(x: Array, w: Array, stride: Pair, dilation: Pair) -> tuple[Axis, Axis]:
    """How the turned kernel slides over the cells spread out, with all overlaps."""
    if x.ndim != 2 or w.ndim != 2:
        raise Impossible(f"one map and one kernel are needed, got {x.ndim} and {w.ndim} dimensions")
    down, across = map(_overlapping, x.shape, w.shape, stride, dilation)
    return down, across


@lru_cache(maxsize=1024)
def _overlapping(n: int, kernel: int, stride: int, dilation: int) -> Axis:
    ring = stamped(n, kernel, stride, dilation).extent - 1
    return Axis((n - 1) * stride + 1, kernel, 1, ring, ring, dilation)
