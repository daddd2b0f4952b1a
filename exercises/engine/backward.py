"""The gradients of a convolution: what each input cell, weight and bias did to the result."""

from functools import lru_cache

import numpy as np

from exercises.engine.columns import im2col
from exercises.engine.conventions import Impossible
from exercises.engine.sizes import Axis
from exercises.engine.transposed import Collecting, Spread, collected, collecting, spread
from exercises.engine.windows import Array, check_rank, widened


def conv_backward(x: Array, w: Array, dy: Array, rows: Axis, columns: Axis) -> tuple[Array, Array, Array]:
    """`x` (C, H, W), `w` (O, C, kh, kw), `dy` (O, out_h, out_w) -> dx, dw, db with the shapes of x, w and (O,).

    By hand: x = [[1, 2]], w = [[3, 4]], dy = [[1]] give dx = [[3, 4]], dw = [[1, 2]], db = [1]. Raises Impossible for
    shapes that do not belong together.
    """
    for name, array, wanted in (("x", x, "(C, H, W)"), ("w", w, "(O, C, kh, kw)"), ("dy", dy, "(O, out_h, out_w)")):
        check_rank(name, array, wanted)
    filters = w.shape[0]
    if dy.shape != (filters, rows.out, columns.out) or w.shape[1] != x.shape[0]:
        raise Impossible(
            f"dy must have shape {(filters, rows.out, columns.out)}, and each filter {x.shape[0]} kernels; "
            f"they have {dy.shape} and {w.shape[1]}"
        )
    x, w, dy = widened(x), widened(w), widened(dy)
    flat = dy.reshape(filters, -1)
    dw = flat.dot(im2col(x, rows, columns).T).reshape(w.shape)
    return _back_to_input(w, dy, rows, columns), dw, np.add.reduce(flat, 1)


def _back_to_input(w: Array, dy: Array, rows: Axis, columns: Axis) -> Array:
    """Every cell of `dy` stamps its filter: a transposed convolution, cut to the real cells."""
    turned = w[:, :, ::-1, ::-1].swapaxes(0, 1).reshape(w.shape[1], -1)
    dx = turned.dot(collected(dy, _collecting(dy.shape, rows, columns)))
    return dx.reshape(-1, rows.n, columns.n)


@lru_cache(maxsize=256)
def _collecting(shape: tuple[int, ...], rows: Axis, columns: Axis) -> Collecting:
    return collecting(shape, _stamped(rows), _stamped(columns))


def _stamped(axis: Axis) -> Spread:
    return spread(axis.out, axis.kernel, axis.stride, axis.dilation, axis.begin, axis.n)
