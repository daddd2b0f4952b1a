"""Values of a transposed convolution: every input cell stamps the kernel, and overlapping stamps add up."""

import numpy as np

from exercises.engine import windows
from exercises.engine.conventions import Impossible
from exercises.engine.sizes import Axis, stamped, transposed_size
from exercises.engine.windows import Array

Pair = tuple[int, int]


def stamp(x: Array, w: Array, stride: Pair = (1, 1), dilation: Pair = (1, 1)) -> Array:
    """All stamps of `w` (kh, kw) times the cells of `x` (H, W), before any padding is cut off; integers stay exact.

    By hand: stamp([[1, 2]], [[1, 3]]) == [[1, 5, 6]].
    """
    axes = _axes(x, w, stride, dilation)
    out = np.zeros([axis.n for axis in axes], np.result_type(x, w))
    for (i, j), value in np.ndenumerate(x):
        out[np.ix_(*(windows.reads(axis, at) for axis, at in zip(axes, (i, j), strict=True)))] += value * w
    return out


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
    for place in (0, 1):
        size = transposed_size(
            x.shape[place], w.shape[place], stride[place], padding[place], dilation[place], output_padding[place]
        )
        lacking = max(padding[place] + size - whole.shape[place], 0)
        added = [(0, lacking if place == axis else 0) for axis in (0, 1)]
        whole = np.pad(whole, added).take(range(padding[place], padding[place] + size), place)
    return whole


def _axes(x: Array, w: Array, stride: Pair, dilation: Pair) -> tuple[Axis, Axis]:
    if x.ndim != 2 or w.ndim != 2:
        raise Impossible(f"one map and one kernel are needed, got {x.ndim} and {w.ndim} dimensions")
    down, across = (stamped(*numbers) for numbers in zip(x.shape, w.shape, stride, dilation, strict=True))
    return down, across
