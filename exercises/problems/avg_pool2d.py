"""P7: average pooling, with and without the padding in the divisor."""

from collections.abc import Iterator
from random import Random

import numpy as np

from exercises.coding.arrays import drawn, mixed, ramp
from exercises.coding.pools import axes_of, drawn_settings, pool_window
from exercises.engine.conventions import Rounding
from exercises.engine.pool import average_pool, max_pool, window_sums
from exercises.engine.windows import Array
from exercises.problem import Case, Problem, WrongModel
from exercises.text import T


def reference(x: Array, kernel: int, stride: int, padding: int, ceil_mode: bool, count_include_pad: bool) -> Array:
    """Mean of each window. By hand: [[3, 1], [2, 5]], 2, 2, 0 -> [[2.75]]."""
    return average_pool(x.astype(float), *axes_of(x, kernel, stride, padding, ceil_mode), include_pad=count_include_pad)


def _sums(x: Array, kernel: int, stride: int, padding: int, ceil_mode: bool) -> Array:
    return window_sums(x.astype(float), *axes_of(x, kernel, stride, padding, ceil_mode))


def _unclipped(x: Array, kernel: int, stride: int, padding: int, ceil_mode: bool, count_include_pad: bool) -> Array:
    axes = axes_of(x, kernel, stride, padding, ceil_mode, Rounding.PURE_CEIL)
    return average_pool(x.astype(float), *axes, include_pad=count_include_pad)


def _overhang(x: Array, kernel: int, stride: int, padding: int, ceil_mode: bool, count_include_pad: bool) -> Array:
    if count_include_pad:
        return _sums(x, kernel, stride, padding, ceil_mode) / kernel**2
    return reference(x, kernel, stride, padding, ceil_mode, False)


def _draw(rng: Random) -> Iterator[Case]:
    for category, padded, ceil_mode in (
        ("sizes", False, False),
        ("strides", True, False),
        ("divisor", True, False),
        ("divisor", True, True),
        ("ceil", False, True),
    ):
        *settings, height, width = drawn_settings(rng, padded, ceil_mode)
        x = drawn(rng, height, width)
        yield Case(category, (x, *settings, True))
        yield Case(category, (x, *settings, False))


WRONG = (
    WrongModel(
        "pads-counted",
        lambda x, kernel, stride, padding, ceil_mode, count_include_pad: reference(
            x, kernel, stride, padding, ceil_mode, True
        ),
        T("It always counts the padding in the divisor. Without count_include_pad only real cells count."),
    ),
    WrongModel(
        "pads-not-counted",
        lambda x, kernel, stride, padding, ceil_mode, count_include_pad: reference(
            x, kernel, stride, padding, ceil_mode, False
        ),
        T("It never counts the padding in the divisor. With count_include_pad the zeros count as cells."),
    ),
    WrongModel(
        "overhang-counted",
        lambda x, kernel, stride, padding, ceil_mode, count_include_pad: (
            _sums(x, kernel, stride, padding, ceil_mode) / kernel**2
        ),
        T("It always divides by the whole window. Cells beyond the padding never count, padding when told to."),
    ),
    WrongModel(
        "overhang-counted",
        _overhang,
        T("In ceil mode it counts cells that hang over the padded edge. They never count."),
    ),
    WrongModel(
        "divided-by-side",
        lambda x, kernel, stride, padding, ceil_mode, count_include_pad: (
            _sums(x, kernel, stride, padding, ceil_mode) / kernel
        ),
        T("It divides by the side of the window. A window of side k has k × k cells."),
    ),
    WrongModel(
        "not-divided",
        lambda x, kernel, stride, padding, ceil_mode, count_include_pad: _sums(x, kernel, stride, padding, ceil_mode),
        T("It adds the cells and divides by nothing."),
    ),
    WrongModel(
        "fraction-dropped",
        lambda *arguments: np.floor(reference(*arguments)),
        T("It makes whole numbers of the averages. Keep the fractions."),
    ),
    WrongModel(
        "extreme-for-mean",
        lambda x, kernel, stride, padding, ceil_mode, count_include_pad: max_pool(
            x.astype(float), *axes_of(x, kernel, stride, padding, ceil_mode)
        ),
        T("It takes the largest cell. Average pooling takes the mean of the window."),
    ),
    WrongModel(
        "stride-ignored",
        lambda x, kernel, stride, padding, ceil_mode, count_include_pad: reference(
            x, kernel, 1, padding, ceil_mode, count_include_pad
        ),
        T("It moves the window by one cell. The stride says how far it moves."),
    ),
    WrongModel(
        "windows-apart",
        lambda x, kernel, stride, padding, ceil_mode, count_include_pad: reference(
            x, kernel, kernel, padding, ceil_mode, count_include_pad
        ),
        T("It moves the window by its own size. The stride says how far it moves."),
    ),
    WrongModel(
        "ceil-ignored",
        lambda x, kernel, stride, padding, ceil_mode, count_include_pad: reference(
            x, kernel, stride, padding, False, count_include_pad
        ),
        T("It ignores ceil mode: windows that hang over the edge are missing."),
    ),
    WrongModel(
        "ceil-unclipped",
        _unclipped,
        T("In ceil mode it keeps a window that starts beyond the input and its left padding. It must be dropped."),
    ),
)

PROBLEM = Problem(
    function="avg_pool2d",
    title=T("Average pooling"),
    about=T("Average each window, with the right number of cells in the divisor."),
    order=7,
    parameters=("x", "kernel", "stride", "padding", "ceil_mode", "count_include_pad"),
    statement=(
        T("Return the average pooling of the grid x of shape (H, W). The window has kernel × kernel cells."),
        T("Both axes have the same stride and the same zeros on each side, at most half of the window."),
        T("With count_include_pad the zeros of the padding count in the divisor; without it only real cells do."),
        T(
            "With ceil_mode the size is rounded up, and a window that would start beyond the input and its left "
            "padding is dropped. Cells beyond the padding never count."
        ),
    ),
    conventions=(T("PyTorch: floor, or ceil with the clip"),),
    starter=(
        "import numpy as np\n\n\ndef avg_pool2d(x, kernel, stride, padding, ceil_mode, count_include_pad):\n"
        "    out = np.zeros((1, 1))\n    return out\n"
    ),
    examples=(
        (np.array([[3, 1, 1, 3], [2, 5, 0, 2], [1, 4, 2, 1], [4, 7, 2, 4]]), 2, 2, 0, False, True),
        (np.array([[4, 8], [2, 6]]), 2, 2, 1, False, True),
        (np.array([[4, 8], [2, 6]]), 2, 2, 1, False, False),
    ),
    edges=(
        Case("sizes", (mixed(1, 1), 1, 1, 0, False, True)),
        Case("sizes", (mixed(4, 7, seed=2), 3, 1, 0, False, False)),
        Case("strides", (mixed(7, 8, seed=4), 3, 2, 0, False, True)),
        Case("strides", (mixed(6, 9, seed=5), 2, 3, 0, False, False)),
        Case("divisor", (mixed(5, 6, seed=6), 3, 2, 1, False, True)),
        Case("divisor", (mixed(5, 6, seed=6), 3, 2, 1, False, False)),
        Case("divisor", (mixed(4, 6, seed=7), 4, 3, 2, True, True)),
        Case("divisor", (mixed(4, 6, seed=7), 4, 3, 2, True, False)),
        Case("ceil", (mixed(5, 6, seed=8), 2, 2, 0, True, True)),
        Case("ceil", (mixed(3, 4, seed=10), 2, 3, 1, True, True)),
        Case("ceil", (mixed(3, 4, seed=10), 2, 3, 1, True, False)),
        Case("dtype", (ramp(3, 4, start=200, step=3, dtype="uint8"), 2, 1, 0, False, True)),
        Case("dtype", (mixed(4, 5, seed=11, dtype="float32") / 4, 3, 2, 1, False, False)),
    ),
    draw=_draw,
    reference=reference,
    wrong_models=WRONG,
    window=pool_window("0"),
    styles={
        "sum and count": (
            "import numpy as np\n\n\ndef spans(n, k, s, p, ceil_mode):\n    span = n + 2 * p - k\n"
            "    out = (-(-span // s) if ceil_mode else span // s) + 1\n"
            "    return [(i * s - p, min(i * s - p + k, n + p)) for i in range(out) if i * s < n + p]\n\n\n"
            "def avg_pool2d(x, kernel, stride, padding, ceil_mode, count_include_pad):\n"
            "    down, across = (spans(n, kernel, stride, padding, ceil_mode) for n in x.shape)\n"
            "    out = np.zeros((len(down), len(across)))\n    for i, (a, b) in enumerate(down):\n"
            "        for j, (c, d) in enumerate(across):\n            seen = x[max(a, 0):b, max(c, 0):d]\n"
            "            out[i, j] = seen.sum() / ((b - a) * (d - c) if count_include_pad else seen.size)\n"
            "    return out\n"
        ),
        "pooled twice": (
            "import numpy as np\n\n\ndef total(x, kernel, stride, shape):\n"
            "    x = np.pad(x, ((0, kernel + stride),) * 2)\n"
            "    seen = np.lib.stride_tricks.sliding_window_view(x, (kernel, kernel))[::stride, ::stride]\n"
            "    return seen.sum(axis=(2, 3))[:shape[0], :shape[1]]\n\n\n"
            "def avg_pool2d(x, kernel, stride, padding, ceil_mode, count_include_pad):\n    shape = []\n"
            "    for n in x.shape:\n        span = n + 2 * padding - kernel\n"
            "        out = (span + (stride - 1) * ceil_mode) // stride + 1\n"
            "        shape.append(out - (ceil_mode and (out - 1) * stride >= n + padding))\n"
            "    padded = np.pad(x.astype(float), padding)\n"
            "    counted = np.pad(np.ones(x.shape), padding, constant_values=float(count_include_pad))\n"
            "    return total(padded, kernel, stride, shape) / total(counted, kernel, stride, shape)\n"
        ),
    },
)
