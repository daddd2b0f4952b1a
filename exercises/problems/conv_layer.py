"""P5: a convolution layer with batch, channels, stride, padding, dilation, groups and bias."""

from collections.abc import Iterator
from random import Random

import numpy as np

from exercises.coding.arrays import drawn, mixed, ramp
from exercises.coding.windows import window_on
from exercises.engine.conv import conv2d
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.problem import Arguments, Case, Place, Problem, Window, WrongModel
from exercises.text import T

Pair = tuple[int, int]


def reference(x: Array, w: Array, bias: Array, stride: Pair, padding: Pair, dilation: Pair, groups: int) -> Array:
    """`x` (N, C, H, W), `w` (O, C / groups, kh, kw), `bias` (O,) -> (N, O, out_h, out_w)."""
    return conv2d(x, w, *_axes(x, w, stride, padding, dilation), bias, groups)


def _axes(x: Array, w: Array, stride: Pair, padding: Pair, dilation: Pair) -> tuple[Axis, Axis]:
    rows, columns = (Axis.symmetric(x.shape[2 + i], w.shape[2 + i], stride[i], padding[i], dilation[i]) for i in (0, 1))
    return rows, columns


def _window(arguments: Arguments, index: Place) -> Window:
    x, w, _, stride, padding, dilation, groups = arguments
    first_channel = index[1] // (w.shape[0] // groups) * w.shape[1]
    return window_on(x[index[0], first_channel], *_axes(x, w, stride, padding, dilation), index[2], index[3])


def _neighbours(x: Array, w: Array, bias: Array, stride: Pair, padding: Pair, dilation: Pair, groups: int) -> Array:
    wanted = reference(x, w, bias, stride, padding, dilation, groups)
    return reference(x, w, bias, (1, 1), padding, dilation, groups)[:, :, : wanted.shape[2], : wanted.shape[3]]


def _edge(x: Array, w: Array, bias: Array, stride: Pair, padding: Pair, dilation: Pair, groups: int) -> Array:
    (top, left), none = padding, (0, 0)
    padded = np.pad(x, (none, none, (top, top), (left, left)), "edge")
    return reference(padded, w, bias, stride, none, dilation, groups)


def _first_group(x: Array, w: Array, bias: Array, stride: Pair, padding: Pair, dilation: Pair, groups: int) -> Array:
    return reference(x[:, : w.shape[1]], w, bias, stride, padding, dilation, 1)


def _one_channel(x: Array, w: Array, bias: Array, stride: Pair, padding: Pair, dilation: Pair, groups: int) -> Array:
    seen = np.zeros_like(w)
    seen[:, 0] = w[:, 0]
    return reference(x, seen, bias, stride, padding, dilation, groups)


def _case(
    category: str,
    shape: tuple[int, ...],
    kernels: tuple[int, ...],
    stride: Pair = (1, 1),
    padding: Pair = (0, 0),
    dilation: Pair = (1, 1),
    groups: int = 1,
    dtype: str = "int64",
) -> Case:
    """A fixed case with arrays of these shapes."""
    seed = sum(shape)
    x, w = mixed(*shape, seed=seed, dtype=dtype), mixed(*kernels, seed=seed + 1, dtype=dtype)
    if dtype == "float64":
        x, w = x / 8, w / 4
    return Case(category, (x, w, mixed(kernels[0], seed=seed + 2), stride, padding, dilation, groups))


def _draw(rng: Random) -> Iterator[Case]:
    for category, strides, pads, dilations, groups in (
        ("channels", 1, 0, 1, 1),
        ("channels", 1, 0, 1, 2),
        ("strides", 3, 0, 1, 1),
        ("borders", 2, 2, 1, 1),
        ("dilation", 2, 1, 2, 1),
    ):
        kernel, dilation = (rng.randint(1, 3), rng.randint(2, 3)), (rng.randint(1, dilations), dilations)
        height, width = (dilation[i] * (kernel[i] - 1) + 1 + rng.randint(1, 4) for i in (0, 1))
        x = drawn(rng, rng.randint(1, 2), 2 * groups, height, width)
        w = drawn(rng, 3 * groups, 2, *kernel, low=-3, high=3)
        stride, padding = (rng.randint(1, strides), strides), (pads, rng.randint(0, pads))
        yield Case(category, (x, w, drawn(rng, 3 * groups), stride, padding, dilation, groups))


WRONG = (
    WrongModel(
        "settings-swapped",
        lambda x, w, b, s, p, d, g: reference(x, w, b, s[::-1], p, d, g),
        T("It uses the columns' stride for the rows. The first number belongs to the rows."),
    ),
    WrongModel(
        "settings-swapped",
        lambda x, w, b, s, p, d, g: reference(x, w, b, s, p[::-1], d, g),
        T("It uses the columns' padding for the rows. The first number belongs to the rows."),
    ),
    WrongModel(
        "settings-swapped",
        lambda x, w, b, s, p, d, g: reference(x, w, b, s, p, d[::-1], g),
        T("It uses the columns' dilation for the rows. The first number belongs to the rows."),
    ),
    WrongModel(
        "one-axis-for-both",
        lambda x, w, b, s, p, d, g: reference(x, w, b, (s[0],) * 2, (p[0],) * 2, (d[0],) * 2, g),
        T("It uses the rows' settings for both axes."),
    ),
    WrongModel(
        "stride-ignored",
        lambda x, w, b, s, p, d, g: reference(x, w, b, (1, 1), p, d, g),
        T("It ignores the stride. The stride says how far each window moves."),
    ),
    WrongModel(
        "neighbouring-windows",
        _neighbours,
        T("The size is right, but the windows are neighbours. Window i starts at i times the stride."),
    ),
    WrongModel(
        "padding-ignored",
        lambda x, w, b, s, p, d, g: reference(x, w, b, s, (0, 0), d, g),
        T("It ignores the padding. Put zeros round the input first."),
    ),
    WrongModel("edge-repeated", _edge, T("It repeats the edge in the padding. The padding holds zeros.")),
    WrongModel(
        "dilation-ignored",
        lambda x, w, b, s, p, d, g: reference(x, w, b, s, p, (1, 1), g),
        T("It ignores the dilation. The taps lie d cells apart."),
    ),
    WrongModel(
        "bias-forgotten", lambda x, w, b, s, p, d, g: reference(x, w, 0 * b, s, p, d, g), T("It forgets the bias.")
    ),
    WrongModel(
        "bias-per-channel",
        lambda x, w, b, s, p, d, g: reference(x, w, w.shape[1] * b, s, p, d, g),
        T("It adds the bias once for each channel. Each filter adds it once."),
    ),
    WrongModel("one-channel", _one_channel, T("It uses one channel only. A filter adds up all channels of its group.")),
    WrongModel(
        "groups-ignored",
        _first_group,
        T("Every filter reads the first group of channels. The filters are shared out among the groups in order."),
    ),
    WrongModel(
        "kernel-flipped",
        lambda x, w, b, s, p, d, g: reference(x, w[:, :, ::-1, ::-1], b, s, p, d, g),
        T("It turns the kernel by 180 degrees first. Here the kernel is used as it stands."),
    ),
    WrongModel(
        "negatives-cut",
        lambda *arguments: np.maximum(reference(*arguments), 0),
        T("It turns negative sums into zero. That is a ReLU; the layer keeps them."),
    ),
    WrongModel(
        "whole-batch",
        lambda x, w, b, s, p, d, g: np.repeat(reference(x[:1], w, b, s, p, d, g), x.shape[0], axis=0),
        T("It answers with the first image for the whole batch."),
    ),
)

_PLAIN = ((1, 1), (0, 0), (1, 1))

PROBLEM = Problem(
    function="conv_layer",
    title=T("A whole convolution layer"),
    about=T("Batch, channels, stride, padding, dilation, groups and bias together."),
    order=5,
    parameters=("x", "w", "bias", "stride", "padding", "dilation", "groups"),
    statement=(
        T("Return what a convolution layer makes of the batch x, as an array of shape (N, O, out_h, out_w)."),
        T("x has shape (N, C, H, W), w has shape (O, C / groups, kh, kw), and bias has shape (O,)."),
        T("stride, padding and dilation are pairs: rows first, then columns. Padding is zeros on each side."),
        T("Group g of the filters reads group g of the channels; both are split into equal runs, in order."),
    ),
    conventions=(T("PyTorch: NCHW, floor"), T("cross-correlation: the kernel is not turned")),
    starter=(
        "import numpy as np\n\n\ndef conv_layer(x, w, bias, stride, padding, dilation, groups):\n"
        "    out = np.zeros((x.shape[0], w.shape[0], 1, 1))\n    return out\n"
    ),
    examples=(
        (ramp(1, 1, 3, 3), ramp(1, 1, 2, 2), np.array([1]), *_PLAIN, 1),
        (ramp(1, 2, 2, 3), ramp(1, 2, 1, 2), np.array([0]), (1, 1), (1, 0), (1, 1), 1),
    ),
    edges=(
        _case("sizes", (1, 1, 1, 1), (1, 1, 1, 1)),
        _case("sizes", (2, 1, 4, 6), (1, 1, 2, 3)),
        _case("channels", (2, 3, 4, 5), (2, 3, 2, 2)),
        _case("channels", (1, 4, 3, 4), (6, 2, 2, 2), groups=2),
        _case("channels", (1, 3, 4, 3), (3, 1, 2, 2), groups=3),
        _case("strides", (1, 1, 7, 8), (1, 1, 3, 2), stride=(2, 3)),
        _case("strides", (1, 2, 6, 6), (2, 2, 2, 2), stride=(3, 1)),
        _case("borders", (1, 1, 4, 5), (1, 1, 3, 3), padding=(2, 1)),
        _case("borders", (2, 2, 5, 4), (1, 2, 3, 2), stride=(2, 1), padding=(0, 2)),
        _case("dilation", (1, 1, 7, 6), (1, 1, 3, 3), dilation=(3, 2)),
        _case("dilation", (1, 2, 6, 7), (2, 2, 2, 3), stride=(2, 1), padding=(1, 2), dilation=(2, 3)),
        _case("dtype", (1, 2, 4, 4), (2, 2, 2, 3), stride=(1, 2), padding=(1, 0), dtype="float64"),
    ),
    draw=_draw,
    reference=reference,
    wrong_models=WRONG,
    shared=(((0, 1), (1, 1)), ((1, 0), (2, 0))),
    window=_window,
    styles={
        "loops over windows": (
            "import numpy as np\n\n\ndef conv_layer(x, w, bias, stride, padding, dilation, groups):\n"
            "    (sh, sw), (ph, pw), (dh, dw) = stride, padding, dilation\n    n, c, h, v = x.shape\n"
            "    o, per, kh, kw = w.shape\n    x = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))\n"
            "    eh, ew = dh * (kh - 1) + 1, dw * (kw - 1) + 1\n"
            "    out = np.zeros((n, o, (h + 2 * ph - eh) // sh + 1, (v + 2 * pw - ew) // sw + 1))\n"
            "    for f in range(o):\n        first = f // (o // groups) * per\n"
            "        for i in range(out.shape[2]):\n            for j in range(out.shape[3]):\n"
            "                a, b = i * sh, j * sw\n"
            "                seen = x[:, first:first + per, a:a + eh:dh, b:b + ew:dw]\n"
            "                out[:, f, i, j] = (seen * w[f]).sum(axis=(1, 2, 3)) + bias[f]\n    return out\n"
        ),
        "strides and einsum": (
            "import numpy as np\n\n\ndef conv_layer(x, w, bias, stride, padding, dilation, groups):\n"
            "    (sh, sw), (ph, pw), (dh, dw) = stride, padding, dilation\n    kh, kw = w.shape[2:]\n"
            "    x = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))\n"
            "    seen = np.lib.stride_tricks.sliding_window_view(\n"
            "        x, (dh * (kh - 1) + 1, dw * (kw - 1) + 1), axis=(2, 3))[:, :, ::sh, ::sw, ::dh, ::dw]\n"
            "    parts = [np.einsum('ncijkl,ockl->noij', s, f) for s, f in\n"
            "             zip(np.split(seen, groups, axis=1), np.split(w, groups, axis=0))]\n"
            "    return np.concatenate(parts, axis=1) + np.asarray(bias)[:, None, None]\n"
        ),
        "shift and add": (
            "import numpy as np\n\n\ndef conv_layer(x, w, bias, stride, padding, dilation, groups):\n"
            "    (sh, sw), (ph, pw), (dh, dw) = stride, padding, dilation\n    o, per, kh, kw = w.shape\n"
            "    x = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))\n"
            "    h = (x.shape[2] - dh * (kh - 1) - 1) // sh + 1\n    v = (x.shape[3] - dw * (kw - 1) - 1) // sw + 1\n"
            "    out = np.zeros((x.shape[0], o, h, v)) + np.reshape(bias, (1, o, 1, 1))\n"
            "    for f in range(o):\n        for c in range(per):\n"
            "            channel = x[:, f // (o // groups) * per + c]\n"
            "            for a in range(kh):\n                for b in range(kw):\n"
            "                    rows = slice(a * dh, a * dh + (h - 1) * sh + 1, sh)\n"
            "                    columns = slice(b * dw, b * dw + (v - 1) * sw + 1, sw)\n"
            "                    out[:, f] += w[f, c, a, b] * channel[:, rows, columns]\n    return out\n"
        ),
    },
)
