"""Where each window starts and which cells it reads: the only place that computes indices.

Positions are 0-based in the unpadded input, so a window that begins in the left pad starts below 0.
"""

import math
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
    first = start(axis, i)
    return [position for position in range(first, first + axis.extent, axis.dilation) if 0 <= position < axis.n]


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
    starts = range(-axis.begin, axis.out * axis.stride - axis.begin, axis.stride)
    seen = set[int]().union(*[range(first, first + axis.extent, axis.dilation) for first in starts])
    return [position for position in range(axis.n) if position not in seen]


def overhang(axis: Axis) -> int:
    """Cells by which the last window sticks out beyond the end pad (ceil rules only)."""
    return axis.reach - axis.padded


def padded(x: Array, rows: Axis, columns: Axis, fill: float = 0) -> Array:
    """`x` (..., H, W) with its pads, and with the overhang of ceil rules, filled with `fill`; without any, `x`."""
    if x.shape[-2:] != (rows.n, columns.n):
        raise ValueError(f"the axes speak of {rows.n} x {columns.n} cells, but the array's shape is {x.shape}")
    if rows.bare and columns.bare:
        return x
    whole = np.zeros((*x.shape[:-2], rows.reach, columns.reach), x.dtype)
    if fill:
        whole.fill(fill)
    whole[..., rows.inside, columns.inside] = x
    return whole


def patches(x: Array, rows: Axis, columns: Axis, fill: float = 0) -> Array:
    """Every window of `x` (..., H, W) as a read-only view of shape (..., out_h, out_w, kernel_h, kernel_w)."""
    whole = padded(x, rows, columns, fill)
    *around, down, across = whole.strides
    shape = (*whole.shape[:-2], rows.out, columns.out, rows.kernel, columns.kernel)
    moves, spread = (down * rows.stride, across * columns.stride), (down * rows.dilation, across * columns.dilation)
    seen = _view(whole, shape, (*around, *moves, *spread))
    seen.flags.writeable = False
    return seen


def reading(x: Array, rows: Axis, columns: Axis, fill: float = 0) -> Array:
    """What each tap reads in all windows, copied: (maps, taps, windows) for `x` (..., H, W).

    By hand: windows of 1 x 2 over [[1, 2, 3]] give [[[1, 2], [2, 3]]].
    """
    whole = padded(x, rows, columns, fill)
    places = _places(whole.size // (rows.reach * columns.reach), rows, columns)
    if places is not None:
        return whole.take(places)
    return _taps(whole, rows, columns).reshape(-1, rows.kernel * columns.kernel, rows.out * columns.out)


FEW = 5_000  # cells up to which it is quicker to fetch each from its place than to set up views


@lru_cache(maxsize=512)
def places_by_tap(shape: tuple[int, ...], rows: Axis, columns: Axis) -> Array | None:
    """Where in padded maps of this shape stands what each tap reads: (taps, ..., out_h, out_w); None when it is much.

    By hand: windows of 1 x 2 over maps of (1, 3) give [[[0, 1]], [[1, 2]]].
    """
    read = math.prod(shape[:-2]) * rows.kernel * columns.kernel * rows.out * columns.out
    if max(read, math.prod(shape)) > FEW:
        return None
    taps = _taps(np.arange(math.prod(shape)).reshape(shape), rows, columns)
    first = np.moveaxis(taps, (-4, -3), (0, 1))
    places = first.reshape(rows.kernel * columns.kernel, *first.shape[2:]).copy()
    places.setflags(write=False)  # it is shared by all who ask for it
    return places


@lru_cache(maxsize=512)
def _places(maps: int, rows: Axis, columns: Axis) -> Array | None:
    """Where in so many padded maps, one behind the other, those cells stand; None when they are many."""
    if maps * rows.kernel * columns.kernel * rows.out * columns.out > FEW:
        return None
    cells = np.arange(maps * rows.reach * columns.reach).reshape(maps, rows.reach, columns.reach)
    places = _taps(cells, rows, columns).reshape(maps, rows.kernel * columns.kernel, rows.out * columns.out)
    places.setflags(write=False)  # it is shared by all who ask for it
    return places


def _taps(whole: Array, rows: Axis, columns: Axis) -> Array:
    """Padded maps seen with axes (..., kernel_h, kernel_w, out_h, out_w)."""
    *around, down, across = whole.strides
    shape = (*whole.shape[:-2], rows.kernel, columns.kernel, rows.out, columns.out)
    moves, spread = (down * rows.stride, across * columns.stride), (down * rows.dilation, across * columns.dilation)
    return _view(whole, shape, (*around, *spread, *moves))


def _view(whole: Array, shape: tuple[int, ...], strides: tuple[int, ...]) -> Array:
    """`whole` seen at these steps: as `as_strided` does it, which takes longer than a small convolution."""
    if not whole.flags.c_contiguous or whole.dtype.hasobject:
        return as_strided(whole, shape, strides)
    seen: Array = np.ndarray(shape, whole.dtype, whole, 0, strides)
    return seen
