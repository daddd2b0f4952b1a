"""P6: max pooling with padding and ceil mode."""

from collections.abc import Iterator
from random import Random

import numpy as np

from exercises.coding.arrays import drawn, mixed, ramp
from exercises.coding.pools import axes_of, drawn_settings, pool_window, wide
from exercises.engine import windows
from exercises.engine.conventions import Rounding
from exercises.engine.pool import average_pool, max_pool, min_pool
from exercises.engine.windows import Array
from exercises.problem import Case, Problem, WrongModel
from exercises.text import T


def reference(x: Array, kernel: int, stride: int, padding: int, ceil_mode: bool) -> Array:
    """Largest real cell of each window. By hand: [[3,1,1,3],[2,5,0,2],[1,4,2,1],[4,7,2,4]], 2, 2 -> [[5,3],[7,4]]."""
    return max_pool(wide(x), *axes_of(x, kernel, stride, padding, ceil_mode))


def _zeros_compete(x: Array, kernel: int, stride: int, padding: int, ceil_mode: bool) -> Array:
    return windows.patches(wide(x), *axes_of(x, kernel, stride, padding, ceil_mode)).max(axis=(-2, -1))


def _zeros_in_the_pads(x: Array, kernel: int, stride: int, padding: int, ceil_mode: bool) -> Array:
    """np.pad with zeros, but windows that hang over in ceil mode are cut off rightly."""
    padded = np.pad(wide(x), padding)
    rows, columns = axes_of(x, kernel, stride, padding, ceil_mode)
    out = np.zeros((rows.out, columns.out), padded.dtype)
    for i, j in np.ndindex(out.shape):
        out[i, j] = padded[i * stride : i * stride + kernel, j * stride : j * stride + kernel].max()
    return out


def _unclipped(x: Array, kernel: int, stride: int, padding: int, ceil_mode: bool) -> Array:
    return max_pool(wide(x).astype(float), *axes_of(x, kernel, stride, padding, ceil_mode, Rounding.PURE_CEIL))


def _signs_ignored(x: Array, kernel: int, stride: int, padding: int, ceil_mode: bool) -> Array:
    return reference(abs(wide(x)), kernel, stride, padding, ceil_mode)


def _other_extreme(x: Array, kernel: int, stride: int, padding: int, ceil_mode: bool) -> Array:
    return min_pool(wide(x), *axes_of(x, kernel, stride, padding, ceil_mode))


def _mean(x: Array, kernel: int, stride: int, padding: int, ceil_mode: bool) -> Array:
    return average_pool(x.astype(float), *axes_of(x, kernel, stride, padding, ceil_mode), include_pad=False)


def _into_the_input(x: Array, kernel: int, stride: int, padding: int, ceil_mode: bool) -> Array:
    """The right maxima, written into the corner of the input."""
    right = reference(x, kernel, stride, padding, ceil_mode)
    down, across = min(right.shape[0], x.shape[0]), min(right.shape[1], x.shape[1])
    x[:down, :across] = right[:down, :across]
    return right


def _draw(rng: Random) -> Iterator[Case]:
    for category, padded, ceil_mode in (
        ("sizes", False, False),
        ("strides", False, False),
        ("strides", True, False),
        ("borders", True, False),
        ("borders", True, False),
        ("ceil", False, True),
        ("ceil", True, True),
    ):
        *settings, height, width = drawn_settings(rng, padded, ceil_mode)
        high = -1 if category == "borders" else 9
        yield Case(category, (drawn(rng, height, width, high=high), *settings))
    yield Case("dtype", (drawn(rng, 5, 6, dtype="float64") / 4 - 3, 2, 1, 1, False))


WRONG = (
    WrongModel(
        "zeros-compete",
        _zeros_compete,
        T("It behaves like one whose padding holds zeros. Padding is minus infinity here: it never wins."),
    ),
    WrongModel(
        "zeros-compete",
        _zeros_in_the_pads,
        T("It behaves like one whose padding holds zeros. Padding is minus infinity here: it never wins."),
    ),
    WrongModel(
        "padding-ignored",
        lambda x, kernel, stride, padding, ceil_mode: reference(x, kernel, stride, 0, ceil_mode),
        T("It behaves like one that ignores the padding. The first window starts p cells outside the input."),
    ),
    WrongModel(
        "stride-ignored",
        lambda x, kernel, stride, padding, ceil_mode: reference(x, kernel, 1, padding, ceil_mode),
        T("It moves the window by one cell. The stride says how far it moves."),
    ),
    WrongModel(
        "windows-apart",
        lambda x, kernel, stride, padding, ceil_mode: reference(x, kernel, kernel, padding, ceil_mode),
        T("It moves the window by its own size. The stride says how far it moves, so windows may overlap."),
    ),
    WrongModel(
        "ceil-ignored",
        lambda x, kernel, stride, padding, ceil_mode: reference(x, kernel, stride, padding, False),
        T("It ignores ceil mode: windows that hang over the edge are missing."),
    ),
    WrongModel(
        "ceil-unclipped",
        _unclipped,
        T("In ceil mode it keeps a window that starts beyond the input and its left padding. It must be dropped."),
    ),
    WrongModel(
        "other-extreme", _other_extreme, T("It keeps the smallest cell of each window. Max pooling keeps the largest.")
    ),
    WrongModel("signs-ignored", _signs_ignored, T("It compares the numbers without their signs.")),
    WrongModel(
        "mean-for-extreme", _mean, T("It takes the average of each window. Max pooling keeps its largest cell.")
    ),
    WrongModel(
        "axes-swapped",
        lambda x, kernel, stride, padding, ceil_mode: reference(x, kernel, stride, padding, ceil_mode).T,
        T("Rows and columns of the result are swapped. Row i comes from the windows that start i strides down."),
    ),
    WrongModel(
        "input-changed",
        _into_the_input,
        T("The values are right, but your function writes into its input. Work on a copy: x = x.copy()."),
    ),
)

PROBLEM = Problem(
    function="max_pool2d",
    title=T("Max pooling"),
    about=T("Keep the largest real cell of each window, with stride, padding and ceil mode."),
    order=6,
    parameters=("x", "kernel", "stride", "padding", "ceil_mode"),
    statement=(
        T("Return the max pooling of the grid x of shape (H, W). The window has kernel × kernel cells."),
        T("Both axes have the same stride and the same padding on each side, at most half of the window."),
        T(
            "With ceil_mode the size is rounded up instead of down, so that the last window may hang over the edge; a "
            "window that would start beyond the input and its left padding is dropped."
        ),
    ),
    conventions=(T("PyTorch: padding is minus infinity, never 0"), T("floor, or ceil with the clip")),
    starter=(
        "import numpy as np\n\n\ndef max_pool2d(x, kernel, stride, padding, ceil_mode):\n"
        "    out = np.zeros((1, 1))\n    return out\n"
    ),
    examples=(
        (np.array([[3, 1, 1, 3], [2, 5, 0, 2], [1, 4, 2, 1], [4, 7, 2, 4]]), 2, 2, 0, False),
        (ramp(3, 4, start=1), 2, 1, 0, False),
        (ramp(3, 3, start=1), 2, 2, 0, True),
    ),
    edges=(
        Case("sizes", (mixed(1, 1), 1, 1, 0, False)),
        Case("sizes", (mixed(4, 7, seed=2), 3, 1, 0, False)),
        Case("sizes", (mixed(6, 3, seed=3), 3, 3, 0, False)),
        Case("strides", (mixed(7, 8, seed=4), 3, 2, 0, False)),
        Case("strides", (mixed(6, 9, seed=5), 2, 3, 0, False)),
        Case("borders", (-ramp(3, 5, start=1), 3, 2, 1, False)),
        Case("borders", (mixed(5, 6, seed=6) - 10, 2, 2, 1, False)),
        Case("borders", (mixed(5, 4, seed=7), 4, 1, 2, False)),
        Case("ceil", (mixed(5, 6, seed=8) - 10, 2, 2, 0, True)),
        Case("ceil", (mixed(4, 6, seed=9), 2, 3, 1, True)),
        Case("ceil", (mixed(3, 4, seed=10) - 10, 2, 3, 1, True)),
        Case("dtype", (ramp(4, 5, start=200, step=2, dtype="uint8"), 2, 1, 0, False)),
        Case("dtype", (mixed(4, 5, seed=11, dtype="float32") / 4 - 3, 3, 2, 1, False)),
    ),
    draw=_draw,
    reference=reference,
    wrong_models=WRONG,
    window=pool_window("−∞"),
    styles={
        "clipped windows": (
            "import numpy as np\n\n\ndef size(n, k, s, p, ceil_mode):\n    span = n + 2 * p - k\n"
            "    out = (-(-span // s) if ceil_mode else span // s) + 1\n"
            "    return out - 1 if (out - 1) * s >= n + p else out\n\n\n"
            "def max_pool2d(x, kernel, stride, padding, ceil_mode):\n"
            "    rows, columns = (size(n, kernel, stride, padding, ceil_mode) for n in x.shape)\n"
            "    out = np.zeros((rows, columns))\n    for i in range(rows):\n        for j in range(columns):\n"
            "            a, b = i * stride - padding, j * stride - padding\n"
            "            out[i, j] = x[max(a, 0):a + kernel, max(b, 0):b + kernel].max()\n    return out\n"
        ),
        "padding of minus infinity": (
            "import numpy as np\n\n\ndef max_pool2d(x, kernel, stride, padding, ceil_mode):\n"
            "    size = []\n    for n in x.shape:\n        span = n + 2 * padding - kernel\n"
            "        out = (span + (stride - 1 if ceil_mode else 0)) // stride + 1\n"
            "        size.append(out - (ceil_mode and (out - 1) * stride >= n + padding))\n"
            "    x = np.pad(x.astype(float), ((padding, padding + stride),) * 2, constant_values=-np.inf)\n"
            "    seen = np.lib.stride_tricks.sliding_window_view(x, (kernel, kernel))[::stride, ::stride]\n"
            "    return seen.max(axis=(2, 3))[:size[0], :size[1]]\n"
        ),
        "pure lists": (
            "import math\n\n\ndef starts(n, k, s, p, ceil_mode):\n"
            "    out = (math.ceil if ceil_mode else math.floor)((n + 2 * p - k) / s) + 1\n"
            "    return [i * s - p for i in range(out) if i * s < n + p]\n\n\n"
            "def max_pool2d(x, kernel, stride, padding, ceil_mode):\n    x = x.tolist()\n"
            "    down = starts(len(x), kernel, stride, padding, ceil_mode)\n"
            "    across = starts(len(x[0]), kernel, stride, padding, ceil_mode)\n"
            "    return [[max(x[a][b] for a in range(max(i, 0), min(i + kernel, len(x)))\n"
            "                 for b in range(max(j, 0), min(j + kernel, len(x[0])))) for j in across] for i in down]\n"
        ),
    },
)
