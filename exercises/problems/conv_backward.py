"""P10: the gradients of a convolution."""

from collections.abc import Iterator
from random import Random

import numpy as np

from exercises.coding.arrays import drawn, mixed, ramp
from exercises.coding.columns import square_axes
from exercises.engine import backward
from exercises.engine.conventions import Impossible
from exercises.engine.windows import Array
from exercises.problem import Case, Problem, WrongModel
from exercises.text import T

Gradients = tuple[Array, Array, Array]


def reference(x: Array, w: Array, dy: Array, stride: int, padding: int) -> Gradients:
    """`x` (C, H, W), `w` (O, C, k, k), `dy` (O, out_h, out_w) -> dx, dw, db."""
    if w.shape[2] != w.shape[3]:
        raise Impossible("kernels are square here")
    return backward.conv_backward(x, w, dy, *square_axes(x.shape[1], x.shape[2], w.shape[2], stride, padding))


def _dx_flipped(x: Array, w: Array, dy: Array, stride: int, padding: int) -> Gradients:
    dx, _, _ = reference(x, w[:, :, ::-1, ::-1], dy, stride, padding)
    return (dx, *reference(x, w, dy, stride, padding)[1:])


def _dw_flipped(x: Array, w: Array, dy: Array, stride: int, padding: int) -> Gradients:
    dx, dw, db = reference(x, w, dy, stride, padding)
    return dx, dw[:, :, ::-1, ::-1], db


def _uncropped(x: Array, w: Array, dy: Array, stride: int, padding: int) -> Gradients:
    whole = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    return reference(whole, w, dy, stride, 0)


def _stride_ignored(x: Array, w: Array, dy: Array, stride: int, padding: int) -> Gradients:
    """dy is put side by side instead of `stride` cells apart."""
    rows, columns = square_axes(x.shape[1], x.shape[2], w.shape[2], 1, padding)
    spread = np.zeros((w.shape[0], rows.out, columns.out), dy.dtype)
    spread[:, : dy.shape[1], : dy.shape[2]] = dy
    return reference(x, w, spread, 1, padding)


def _padding_ignored(x: Array, w: Array, dy: Array, stride: int, padding: int) -> Gradients:
    """The gradients of the padded input, cut at its first rows and columns instead of after the padding."""
    whole, dw, db = _uncropped(x, w, dy, stride, padding)
    return whole[:, : x.shape[1], : x.shape[2]], dw, db


def _bias_averaged(x: Array, w: Array, dy: Array, stride: int, padding: int) -> Gradients:
    dx, dw, _ = reference(x, w, dy, stride, padding)
    return dx, dw, dy.mean(axis=(1, 2))


def _one_channel(x: Array, w: Array, dy: Array, stride: int, padding: int) -> Gradients:
    """dx of the first filter only."""
    only = np.zeros_like(dy)
    only[0] = dy[0]
    return (reference(x, w, only, stride, padding)[0], *reference(x, w, dy, stride, padding)[1:])


def _case(category: str, cells: Array, sizes: tuple[int, int, int, int, int], stride: int, padding: int) -> Case:
    """`sizes` are channels, height, width, filters and kernel; `cells` are used up in reading order."""
    channels, height, width, filters, kernel = sizes
    rows, columns = square_axes(height, width, kernel, stride, padding)
    shapes = (channels, height, width), (filters, channels, kernel, kernel), (filters, rows.out, columns.out)
    ends = np.cumsum([0, *(int(np.prod(shape)) for shape in shapes)])
    arrays = [cells.ravel()[a:b].reshape(shape) for a, b, shape in zip(ends, ends[1:], shapes, strict=False)]
    return Case(category, (*arrays, stride, padding))


def _draw(rng: Random) -> Iterator[Case]:
    for category, stride, padding in (
        ("sizes", 1, 0),
        ("channels", 1, 0),
        ("strides", 2, 0),
        ("borders", 1, 1),
        ("strides", 2, 1),
    ):
        kernel, many = rng.randint(2, 3), 1 if category == "sizes" else 2
        sizes = (many, kernel + rng.randint(1, 3), kernel + rng.randint(1, 3), many + rng.randint(0, 1), kernel)
        yield _case(category, drawn(rng, 400), sizes, stride, padding)


WRONG = (
    WrongModel(
        "kernel-flipped",
        _dx_flipped,
        T("In dx the kernel is turned the wrong way. Each window's cell gets dy times its own tap."),
    ),
    WrongModel(
        "kernel-flipped",
        _dw_flipped,
        T("dw comes out turned by 180 degrees. Tap (a, b) gathers x at (a, b) of each window."),
    ),
    WrongModel("padding-not-cropped", _uncropped, T("dx still has its padding. Cut it off: dx has the shape of x.")),
    WrongModel(
        "padding-ignored",
        _padding_ignored,
        T("dx is cut at the wrong place. The padding lies before the first cell as well."),
    ),
    WrongModel(
        "stride-ignored", _stride_ignored, T("It ignores the stride. The windows of dy's cells lie a stride apart.")
    ),
    WrongModel(
        "bias-averaged", _bias_averaged, T("db is averaged. The bias was added to every cell, so its gradients add up.")
    ),
    WrongModel(
        "parts-swapped",
        lambda x, w, dy, stride, padding: tuple(reference(x, w, dy, stride, padding)[i] for i in (1, 0, 2)),
        T("The parts come in another order. Hand back dx, dw, db."),
    ),
    WrongModel(
        "one-channel", _one_channel, T("dx counts the first filter only. Every filter read x, so all of them add up.")
    ),
)

PROBLEM = Problem(
    function="conv_backward",
    title=T("Gradients of a convolution"),
    about=T("Send a gradient back through a convolution: to its input, weights and bias."),
    order=11,
    parameters=("x", "w", "dy", "stride", "padding"),
    statement=(
        T("Return dx, dw and db: the gradients of a loss for the input, the weights and the bias of a convolution."),
        T("x has shape (C, H, W), w has shape (O, C, k, k), and dy, the gradient of its result, (O, out_h, out_w)."),
        T(
            "dx has the shape of x, dw that of w, and db has shape (O,). Stride and zero padding are "
            "the same for both axes."
        ),
    ),
    conventions=(T("cross-correlation: the kernel is not turned"), T("sums, not means")),
    starter=(
        "import numpy as np\n\n\ndef conv_backward(x, w, dy, stride, padding):\n"
        "    return np.zeros(x.shape), np.zeros(w.shape), np.zeros(w.shape[0])\n"
    ),
    examples=(
        (np.array([[[1, 2], [3, 4]]]), np.array([[[[1, 0], [0, 2]]]]), np.array([[[5]]]), 1, 0),
        (ramp(1, 3, 3, start=1), np.array([[[[1, 2], [3, 4]]]]), np.array([[[1, 0], [0, -1]]]), 1, 0),
    ),
    edges=(
        _case("sizes", mixed(400, seed=1), (1, 1, 1, 1, 1), 1, 0),
        _case("sizes", mixed(400, seed=2), (1, 3, 5, 1, 2), 1, 0),
        _case("channels", mixed(400, seed=3), (2, 3, 4, 3, 2), 1, 0),
        _case("channels", mixed(400, seed=4), (3, 4, 3, 2, 3), 1, 0),
        _case("strides", mixed(400, seed=5), (1, 5, 6, 1, 3), 2, 0),
        _case("strides", mixed(400, seed=6), (1, 6, 5, 2, 2), 3, 0),
        _case("borders", mixed(400, seed=7), (1, 3, 4, 1, 3), 1, 1),
        _case("borders", mixed(400, seed=8), (2, 4, 5, 2, 3), 2, 1),
        _case("dtype", mixed(400, seed=9, dtype="float64") / 4, (1, 4, 3, 2, 2), 1, 1),
    ),
    draw=_draw,
    reference=reference,
    wrong_models=WRONG,
    shared=(((0, 0), (1, 1)), ((1, 0), (2, 0)), ((1, 2), (1, 3))),
    styles={
        "loops over windows": (
            "import numpy as np\n\n\ndef conv_backward(x, w, dy, stride, padding):\n    p, k = padding, w.shape[2]\n"
            "    xp = np.pad(x, ((0, 0), (p, p), (p, p))).astype(float)\n"
            "    dxp, dw = np.zeros(xp.shape), np.zeros(w.shape)\n"
            "    for o in range(w.shape[0]):\n        for i in range(dy.shape[1]):\n"
            "            for j in range(dy.shape[2]):\n"
            "                a, b = i * stride, j * stride\n"
            "                dxp[:, a:a + k, b:b + k] += dy[o, i, j] * w[o]\n"
            "                dw[o] += dy[o, i, j] * xp[:, a:a + k, b:b + k]\n"
            "    return dxp[:, p:p + x.shape[1], p:p + x.shape[2]], dw, dy.sum(axis=(1, 2))\n"
        ),
        "einsum": (
            "import numpy as np\n\n\ndef conv_backward(x, w, dy, stride, padding):\n"
            "    p, k, s = padding, w.shape[2], stride\n"
            "    xp = np.pad(x, ((0, 0), (p, p), (p, p))) * 1.0\n"
            "    seen = np.lib.stride_tricks.sliding_window_view(xp, (k, k), axis=(1, 2))[:, ::s, ::s]\n"
            "    dw = np.einsum('cijkl,oij->ockl', seen, dy)\n    spread = np.einsum('oij,ockl->cklij', dy, w)\n"
            "    dx = np.zeros(xp.shape)\n    h, v = dy.shape[1:]\n    for a in range(k):\n        for b in range(k):\n"
            "            dx[:, a:a + (h - 1) * s + 1:s, b:b + (v - 1) * s + 1:s] += spread[:, a, b]\n"
            "    return [dx[:, p:p + x.shape[1], p:p + x.shape[2]], dw, dy.sum(1).sum(1)]\n"
        ),
    },
)
