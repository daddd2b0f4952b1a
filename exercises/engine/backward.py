"""The gradients of a convolution: what each input cell, weight and bias did to the result."""

from exercises.engine.columns import col2im, im2col
from exercises.engine.conventions import Impossible
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array


def conv_backward(x: Array, w: Array, dy: Array, rows: Axis, columns: Axis) -> tuple[Array, Array, Array]:
    """`x` (C, H, W), `w` (O, C, kh, kw), `dy` (O, out_h, out_w) -> dx, dw, db with the shapes of x, w and (O,).

    By hand: x = [[1, 2]], w = [[3, 4]], dy = [[1]] give dx = [[3, 4]], dw = [[1, 2]], db = [1].
    """
    filters = w.shape[0]
    if dy.shape != (filters, rows.out, columns.out) or w.shape[1] != x.shape[0]:
        raise Impossible(f"dy must have shape {(filters, rows.out, columns.out)}, and w one kernel for each channel")
    flat = dy.reshape(filters, -1)
    dx = col2im(w.reshape(filters, -1).T @ flat, x.shape[0], rows, columns)
    dw = (flat @ im2col(x, rows, columns).T).reshape(w.shape)
    return dx, dw, flat.sum(axis=1)
