"""Where each window starts and which cells it reads: the only place that computes indices.

Positions are 0-based in the unpadded input, so a window that begins in the left pad starts below 0.
"""

import math
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

from exercises.engine.conventions import Impossible, at_least
from exercises.engine.sizes import Axis

Array = NDArray[Any]
WIDE = np.dtype(np.int64)
LARGEST = 2**63 - 1


def widened(x: Array) -> Array:
    """Integers and truth values in 64 bits, where sums of what fewer bits hold have room; all else as it is.

    Raises Impossible for integers without a sign that 64 bits with one do not hold.
    """
    if x.dtype == np.uint64 and x.size and x.max() > LARGEST:
        raise Impossible(f"{x.max()} is more than {LARGEST}, the most of 64 bits with a sign; use smaller numbers")
    return x.astype(np.int64) if x.dtype.kind in "iub" and x.dtype != WIDE else x


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


@lru_cache(maxsize=512)
def real_taps(axis: Axis) -> NDArray[np.bool_]:
    """Which taps of each window fall on real cells, (windows, taps). By hand: Axis(1, 2, begin=1) has [[0, 1]]."""
    places = np.add.outer(np.arange(axis.out) * axis.stride - axis.begin, np.arange(axis.kernel) * axis.dilation)
    real: NDArray[np.bool_] = (places >= 0) & (places < axis.n)
    real.flags.writeable = False  # it is kept
    return real


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
    at_least("n", n, 1)
    at_least("out", out, 1)
    at_least("i", i, 0)
    if i >= out:
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
    _check_shape(x.shape, rows, columns)
    if rows.bare and columns.bare:
        return x
    whole = np.zeros((*x.shape[:-2], rows.reach, columns.reach), x.dtype)
    if fill:
        whole.fill(fill)
    whole[..., rows.inside, columns.inside] = x
    return whole


def _check_shape(shape: tuple[int, ...], rows: Axis, columns: Axis) -> None:
    if shape[-2:] != (rows.n, columns.n):
        raise Impossible(
            f"the axes speak of {rows.n} x {columns.n} cells, but the array's shape is {shape}; "
            "make the axes for its last two lengths"
        )


def check_rank(name: str, x: Array, wanted: str) -> None:
    """Refuse an array with other axes than `wanted`, such as "(C, H, W)"; "(..., H, W)" may have more in front."""
    axes = wanted.count(",") + 1
    if x.ndim == axes or (wanted.startswith("(...") and x.ndim >= axes - 1):
        return
    fewer, more = f"one part of it, such as {name}[0]", f"an axis in front of it, such as {name}[None]"
    raise Impossible(f"{name} has shape {x.shape}, but must be {wanted}; give {fewer if x.ndim > axes else more}")


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
    few = fetched(x, rows, columns, fill)
    if few is not None:
        return few
    whole = padded(x, rows, columns, fill)
    return _taps(whole, rows, columns).reshape(-1, rows.kernel * columns.kernel, rows.out * columns.out)


def fetched(x: Array, rows: Axis, columns: Axis, fill: float = 0) -> Array | None:
    """What `reading` gives where it is little, each cell fetched from its place; None where it is much."""
    places = _places(x.shape, rows, columns)
    if places is None:
        return None
    return (x if rows.bare and columns.bare else preceded(x, fill)).take(places)


def preceded(x: Array, fill: float = 0) -> Array:
    """All cells of `x` in one row behind a `fill`, which stands at place 0 for whatever reads no cell."""
    row = np.empty(x.size + 1, x.dtype)
    row[0] = fill
    row[1:] = x.ravel()
    return row


FEW = 5_000  # cells up to which it is quicker to fetch each from its place than to set up views


def _are_few(shape: tuple[int, ...], rows: Axis, columns: Axis) -> bool:
    """Whether maps of this shape are small, and all windows over them read few enough cells to be fetched one by one.

    Raises Impossible for windows that do not fit.
    """
    taps = rows.taps * columns.taps
    _check_shape(shape, rows, columns)
    return math.prod(shape) <= FEW and math.prod(shape[:-2]) * taps <= FEW


@lru_cache(maxsize=512)
def _places(shape: tuple[int, ...], rows: Axis, columns: Axis) -> Array | None:
    """Where what `reading` gives stands: among the cells, or among the `preceded` ones if any window reads padding.

    None when it is much. By hand: windows of 1 x 2 over (1, 3) are [[[0, 1], [1, 2]]], and with a pad of 1 on the left
    [[[0, 1, 2], [1, 2, 3]]].
    """
    if not _are_few(shape, rows, columns):
        return None
    bare = rows.bare and columns.bare
    numbers = padded(np.arange(math.prod(shape)).reshape(shape) + (not bare), rows, columns)
    return kept(_taps(numbers, rows, columns).reshape(-1, rows.kernel * columns.kernel, rows.out * columns.out))


@lru_cache(maxsize=512)
def real_places(shape: tuple[int, ...], rows: Axis, columns: Axis) -> tuple[Array, tuple[int, ...]] | None:
    """Where in maps of this shape stands what each tap reads, (taps, maps * windows); and the shape of what comes out.

    A tap in the padding reads the first real cell of its window once more. None when it is much, and when a window has
    no real cell. By hand: windows of 1 x 2 over (1, 3), with a pad of 1 on the left, are [[0, 0, 1], [0, 1, 2]].
    """
    if not _are_few(shape, rows, columns):
        return None
    down, across = _real(rows), _real(columns)
    if down is None or across is None:
        return None
    one = np.add.outer(down * columns.n, across).swapaxes(1, 2).reshape(rows.kernel * columns.kernel, 1, -1)
    maps = np.arange(math.prod(shape[:-2]))[:, None] * (rows.n * columns.n)
    return kept((one + maps).reshape(len(one), -1)), (*shape[:-2], rows.out, columns.out)


def _real(axis: Axis) -> Array | None:
    """The real cell that stands for each tap of each window, (taps, windows); None when a window has none."""
    seen = [(reads(axis, i), reads_inside(axis, i)) for i in range(axis.out)]
    if not all(inside for _, inside in seen):
        return None
    return np.array([[cell if 0 <= cell < axis.n else inside[0] for cell in taps] for taps, inside in seen]).T


def kept(places: Array) -> Array:
    """A copy to be kept for all who fetch from these places; a view would keep alive what it looks at.

    It stays open, though nobody may write: `take` copies places that are closed, each time (measured with numpy 2.4).
    """
    return places.copy()


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
