"""Convolution as deep learning means it: cross-correlation, the kernel is not flipped."""

from functools import lru_cache

import numpy as np

from exercises.engine import windows
from exercises.engine.conventions import Impossible, at_least, check_groups
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array


def correlate(x: Array, w: Array, rows: Axis | None = None, columns: Axis | None = None) -> Array:
    """One map: `x` (H, W) with one kernel `w` (kh, kw) -> (out_h, out_w); integers stay exact within 64 bits.

    Without axes: stride 1, no padding. By hand: [[0,1],[2,3]] over the 3x3 grid 0..8 gives [[19,25],[37,43]].
    """
    if not x.ndim == w.ndim == 2:
        windows.check_rank("x", x, "(H, W)")
        windows.check_rank("w", w, "(kh, kw)")
    rows, columns = rows or _plain(x.shape[0], w.shape[0]), columns or _plain(x.shape[1], w.shape[1])
    if w.shape != (rows.kernel, columns.kernel):
        raise Impossible(f"the axes speak of a {rows.kernel} x {columns.kernel} kernel, but w has shape {w.shape}")
    x, w = windows.widened(x), windows.widened(w)
    return w.ravel().dot(windows.reading(x, rows, columns)[0]).reshape(rows.out, columns.out)


@lru_cache(maxsize=1024)
def _plain(n: int, kernel: int) -> Axis:
    return Axis(n, kernel)


MANY = 4_000  # products from which on floats are worth the way to them and back
LARGE = 100_000  # cells read in all windows from which on copying each window costs more than it saves


def conv2d(x: Array, w: Array, rows: Axis, columns: Axis, bias: Array | None = None, groups: int = 1) -> Array:
    """`x` (N, C, H, W) with `w` (O, C/groups, kh, kw) and `bias` (O,) -> (N, O, out_h, out_w).

    Group g of the output channels reads group g of the input channels, as in PyTorch and ONNX; integers stay exact
    within 64 bits. Raises Impossible when channels, groups and biases do not match, and for arrays with other axes.
    """
    if not x.ndim == w.ndim == 4:
        windows.check_rank("x", x, "(N, C, H, W)")
        windows.check_rank("w", w, "(O, C, kh, kw)")
    if type(groups) is not int or groups != 1 or x.shape[1] != w.shape[1]:
        _check_channels(x.shape[1], w.shape[0], w.shape[1], groups)
    if w.shape[2:] != (rows.kernel, columns.kernel):
        raise Impossible(f"the axes speak of {rows.kernel} x {columns.kernel} kernels, but w has shape {w.shape}")
    if bias is not None and bias.shape != w.shape[:1]:
        raise Impossible(f"{len(w)} filters need one bias each, in a row, but the biases have shape {bias.shape}")
    x, w = windows.widened(x), windows.widened(w)
    positions = len(x) * rows.out * columns.out
    floats = whole_in_floats(x, w) if positions * w.size >= MANY else None
    out = _slide(*(floats or (x, w)), rows, columns, groups)
    if floats:
        out = out.astype(windows.WIDE)
    return out if bias is None else out + bias[:, None, None]


def whole_in_floats(x: Array, w: Array) -> tuple[Array, Array] | None:
    """These integers of 64 bits as floats, if every sum of their products is a whole number that a float holds exactly.

    numpy multiplies matrices of floats much faster. With no sum beyond 2 ** 53, at whatever place it is rounded, there
    is nothing to round, so the result is exact. No sum of products is beyond the root of what the squares of both add
    up to, multiplied (Cauchy and Schwarz); 2 ** 52 leaves room for the rounding of that. None for all else.
    """
    if x.dtype != windows.WIDE or w.dtype != windows.WIDE:
        return None
    floats = x.astype(np.float64), w.astype(np.float64)
    return floats if np.vdot(floats[0], floats[0]) * np.vdot(floats[1], floats[1]) < 2.0**104 else None


def _slide(x: Array, w: Array, rows: Axis, columns: Axis, groups: int) -> Array:
    batch, filters = len(x), len(w)
    if not batch or not filters:
        return np.zeros((batch, filters, rows.out, columns.out), np.result_type(x, w))
    read = x.shape[1] * rows.kernel * columns.kernel * rows.out * columns.out
    if read >= LARGE and rows.stride == columns.stride == 1:
        parted = w.reshape(groups, filters // groups, *w.shape[1:])
        return _tap_by_tap(windows.padded(x, rows, columns), parted, rows, columns)
    around = (batch, groups) if batch * groups > 1 else ()  # two dimensions are multiplied with less ado than four
    seen = windows.reading(x, rows, columns).reshape(*around, -1, rows.out * columns.out)
    weights = w.reshape(*around[1:], filters // groups, -1)
    out = weights @ seen if around else weights.dot(seen)
    return out.reshape(batch, filters, rows.out, columns.out)


def _tap_by_tap(whole: Array, filters: Array, rows: Axis, columns: Axis) -> Array:
    """Stride 1 on large maps (N, C, H, W): each tap of the filters (g, o, c, kh, kw) times the whole map, moved.

    Rows are left joined, so that what a tap reads is one run of cells and nothing is copied; the few cells at the end
    of each row that belong to no window are cut off.
    """
    batch, width = len(whole), whole.shape[-1]
    flat = np.ascontiguousarray(whole).reshape(batch, len(filters), filters.shape[2], -1)
    run = (rows.out - 1) * width + columns.out
    out = np.zeros((batch, *filters.shape[:2], rows.out * width), np.result_type(whole, filters))
    for i, j in np.ndindex(rows.kernel, columns.kernel):
        first = i * rows.dilation * width + j * columns.dilation
        out[..., :run] += np.ascontiguousarray(filters[..., i, j]) @ flat[..., first : first + run]
    return out.reshape(batch, -1, rows.out, width)[..., : columns.out]


def _check_channels(channels: int, filters: int, per_filter: int, groups: int) -> None:
    at_least("groups", groups, 1)
    check_groups(groups, channels, filters)
    if per_filter != channels // groups:
        raise Impossible(
            f"each filter reads {per_filter} channels, but {channels} channels in {groups} groups "
            f"give it {channels // groups}; make its kernels {channels // groups} channels deep"
        )
