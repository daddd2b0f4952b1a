"""Where each window starts and which cells it reads: the only place that computes indices.

Positions are 0-based in the unpadded input, so a window that begins in the left pad starts below 0.
"""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

from exercises.engine.conventions import Impossible
from exercises.engine.sizes import Axis

Array = NDArray[Any]


def start(axis: Axis, i: int) -> int:
    """Input position of the first tap of window `i` (0-based): i * stride - begin."""
    return i * axis.stride - axis.begin


def reads(axis: Axis, i: int) -> list[int]:
    """Positions of all taps of window `i`, those in the padding too."""
    first = start(axis, i)
    return list(range(first, first + axis.extent, axis.dilation))


def reads_inside(axis: Axis, i: int) -> list[int]:
    """Positions of the taps of window `i` that fall on real cells."""
    return [position for position in reads(axis, i) if 0 <= position < axis.n]


def readers(axis: Axis, position: int) -> list[int]:
    """Numbers of the windows that read the cell at `position`. By hand: readers(Axis(7, 3, 2), 4) == [1, 2]."""
    found = []
    for tap in range(axis.kernel):
        i, between = divmod(position + axis.begin - tap * axis.dilation, axis.stride)
        if not between and 0 <= i < axis.out:
            found.append(i)
    return found[::-1]


@lru_cache(maxsize=1024)
def uses(axis: Axis) -> tuple[int, ...]:
    """How many windows read each real cell. By hand: uses(Axis(5, 3)) == (1, 2, 3, 2, 1)."""
    return tuple(len(readers(axis, position)) for position in range(axis.n))


def adaptive_bin(n: int, out: int, i: int) -> range:
    """Positions that output cell `i` of adaptive pooling reads: floor(i n / out) up to ceil((i + 1) n / out) (PyTorch).

    By hand: the bins of 5 cells for 3 are 0 1, 1 2 3, 3 4. Raises Impossible for a bin that is not there.
    """
    if n < 1 or not 0 <= i < out:
        raise Impossible(f"there is no bin {i} of {out} over {n} cells; bins are numbered from 0 to {out - 1}")
    return range(i * n // out, -(-(i + 1) * n // out))


def never_read(axis: Axis) -> list[int]:
    """Real cells that no window reads. By hand: never_read(Axis(6, 3, 2)) == [5]."""
    seen = {position for i in range(axis.out) for position in reads(axis, i)}
    return [position for position in range(axis.n) if position not in seen]


def overhang(axis: Axis) -> int:
    """Cells by which the last window sticks out beyond the end pad (ceil rules only)."""
    return axis.reach - axis.padded


def padded(x: Array, rows: Axis, columns: Axis, fill: float = 0) -> Array:
    """`x` (..., H, W) with its pads, and with the overhang of ceil rules, filled with `fill`; without any, `x`."""
    _check_shape(x, rows, columns)
    height, width = rows.reach, columns.reach
    if (height, width) == x.shape[-2:]:
        return x
    shape = (*x.shape[:-2], height, width)
    whole = np.full(shape, fill, x.dtype) if fill else np.zeros(shape, x.dtype)
    whole[..., rows.begin : rows.begin + rows.n, columns.begin : columns.begin + columns.n] = x
    return whole


def patches(x: Array, rows: Axis, columns: Axis, fill: float = 0) -> Array:
    """Every window of `x` (..., H, W) as a read-only view of shape (..., out_h, out_w, kernel_h, kernel_w)."""
    return _view(padded(x, rows, columns, fill), _moves(rows, columns), _taps(rows, columns))


def taps(x: Array, rows: Axis, columns: Axis) -> Array:
    """What each tap reads in all windows: the same view with its axes as (..., kernel_h, kernel_w, out_h, out_w)."""
    return _view(padded(x, rows, columns), _taps(rows, columns), _moves(rows, columns))


Pairs = tuple[tuple[int, int], tuple[int, int]]  # how many, and how far apart in cells; down, then across


def _moves(rows: Axis, columns: Axis) -> Pairs:
    return (rows.out, rows.stride), (columns.out, columns.stride)


def _taps(rows: Axis, columns: Axis) -> Pairs:
    return (rows.kernel, rows.dilation), (columns.kernel, columns.dilation)


def _view(whole: Array, outer: Pairs, inner: Pairs) -> Array:
    """`whole` (..., H, W) seen at these steps down and across, and from each at those."""
    *around, down, across = whole.strides
    ((a, da), (b, db)), ((c, dc), (d, dd)) = outer, inner
    shape = (*whole.shape[:-2], a, b, c, d)
    strides = (*around, down * da, across * db, down * dc, across * dd)
    if not whole.flags.c_contiguous or whole.dtype.hasobject:
        return as_strided(whole, shape, strides, writeable=False)
    # The same as `as_strided`, which takes longer than a small convolution does.
    seen: Array = np.ndarray(shape, whole.dtype, whole, 0, strides)
    seen.flags.writeable = False
    return seen


def _check_shape(x: Array, rows: Axis, columns: Axis) -> None:
    if x.ndim < 2 or x.shape[-2:] != (rows.n, columns.n):
        raise ValueError(f"the axes speak of {rows.n} x {columns.n} cells, but the array's shape is {x.shape}")
