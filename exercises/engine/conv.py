"""Convolution as deep learning means it: cross-correlation, the kernel is not flipped."""

import numpy as np

from exercises.engine import windows
from exercises.engine.conventions import Impossible
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array


def correlate(x: Array, w: Array, rows: Axis | None = None, columns: Axis | None = None) -> Array:
    """One map: `x` (H, W) with one kernel `w` (kh, kw) -> (out_h, out_w); integers stay exact.

    Without axes: stride 1, no padding. By hand: [[0,1],[2,3]] over the 3x3 grid 0..8 gives [[19,25],[37,43]].
    """
    rows = rows or Axis(x.shape[0], w.shape[0])
    columns = columns or Axis(x.shape[1], w.shape[1])
    if w.shape != (rows.kernel, columns.kernel):
        raise ValueError(f"the axes speak of a {rows.kernel} x {columns.kernel} kernel, got {w.shape}")
    return np.einsum("ijkl,kl->ij", windows.patches(x, rows, columns), w)


def conv2d(x: Array, w: Array, rows: Axis, columns: Axis, bias: Array | None = None, groups: int = 1) -> Array:
    """`x` (N, C, H, W) with `w` (O, C/groups, kh, kw) and `bias` (O,) -> (N, O, out_h, out_w).

    Group g of the output channels reads group g of the input channels, as in PyTorch and ONNX.
    Raises Impossible when channels and groups do not match.
    """
    _check_channels(x.shape[1], w.shape[0], w.shape[1], groups)
    batch, out_channels = x.shape[0], w.shape[0]
    seen = windows.patches(x, rows, columns)
    seen = seen.reshape(batch, groups, -1, *seen.shape[2:])
    taps = w.reshape(groups, out_channels // groups, *w.shape[1:])
    out = np.einsum("ngcijkl,gockl->ngoij", seen, taps, optimize=False)
    out = out.reshape(batch, out_channels, rows.out, columns.out)
    return out if bias is None else out + bias[:, None, None]


def _check_channels(channels: int, filters: int, per_filter: int, groups: int) -> None:
    if groups < 1 or channels % groups or filters % groups:
        raise Impossible(f"{groups} groups must divide both {channels} input channels and {filters} filters")
    if per_filter != channels // groups:
        raise Impossible(
            f"each filter reads {per_filter} channels, but {channels} channels in {groups} groups "
            f"give it {channels // groups}"
        )
