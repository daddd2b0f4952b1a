"""P4: a convolution without padding, stride 1."""

from collections.abc import Iterator
from random import Random
from typing import Any

import numpy as np

from exercises.coding.arrays import drawn, mixed, ramp
from exercises.coding.windows import window_on
from exercises.engine.conv import correlate
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.problem import Arguments, Case, Place, Problem, Window, WrongModel
from exercises.text import T


def reference(x: Array, w: Array) -> Array:
    """Sum of products of every window. By hand: [[0,1],[2,3]] over the 3x3 grid 0..8 gives [[19,25],[37,43]]."""
    return correlate(_wide(x), _wide(w))


def _wide(x: Array) -> Array:
    return x.astype(np.float64 if x.dtype.kind == "f" else np.int64)


def _window(arguments: Arguments, index: Place) -> Window:
    x, w = arguments
    rows, columns = (Axis(n, k) for n, k in zip(x.shape, w.shape, strict=True))
    return window_on(x, rows, columns, index[0], index[1])


def _narrow(x: Array, w: Array) -> Array:
    """What numpy gives when nobody thinks of the type: uint8 times uint8 wraps at 256."""
    narrow = np.result_type(x, w)
    return reference(x, w).astype(narrow) if narrow.kind in "iu" else reference(x, w)


def _off_by_one(x: Array, w: Array) -> Array:
    return np.roll(reference(x, w), (-1, -1), (0, 1))


def _short(x: Array, w: Array) -> Array:
    """range(H - kh): the last row and column of windows are missing."""
    return reference(x, w)[:-1, :-1]


def _transposed(x: Array, w: Array) -> Array:
    return reference(x, w.T)


def _one_size(x: Array, w: Array) -> Any:
    """Square thinking: rows and columns counted with the height alone."""
    size = x.shape[0] - w.shape[0] + 1
    out = np.zeros((size, size), np.int64)
    right = reference(x, w)
    down, across = min(size, right.shape[0]), min(size, right.shape[1])
    out[:down, :across] = right[:down, :across]
    return out


def _draw(rng: Random) -> Iterator[Case]:
    for category in ("sizes", "sizes", "values", "values"):
        k, m = rng.randint(1, 4), rng.randint(1, 4)
        x = drawn(rng, k + rng.randint(0, 6), m + rng.randint(0, 6))
        yield Case(category, (x, drawn(rng, k, m, low=-3, high=3)))
    yield Case(
        "dtype", (drawn(rng, 5, 6, low=100, high=255, dtype="uint8"), drawn(rng, 2, 3, low=1, high=9, dtype="uint8"))
    )
    yield Case("dtype", (drawn(rng, 4, 5, dtype="float64") / 8, drawn(rng, 3, 2, dtype="float64") / 4))


WRONG = (
    WrongModel(
        "kernel-flipped",
        lambda x, w: reference(x, w[::-1, ::-1]),
        T("It turns the kernel by 180 degrees first. Here the kernel is used as it stands (cross-correlation)."),
    ),
    WrongModel(
        "axes-swapped",
        lambda x, w: reference(x, w).T,
        T("Rows and columns of the result are swapped. Row i comes from the windows that start in row i."),
    ),
    WrongModel("kernel-transposed", _transposed, T("It swaps the kernel's rows and columns.")),
    WrongModel(
        "mean-of-products",
        lambda x, w: reference(x, w) / w.size,
        T("It takes the mean of the products. A convolution adds them up."),
    ),
    WrongModel(
        "negatives-cut",
        lambda x, w: np.maximum(reference(x, w), 0),
        T("It turns negative sums into zero. That is a ReLU; a convolution keeps them."),
    ),
    WrongModel(
        "narrow-numbers",
        _narrow,
        T("It calculates in the input's own small number type, which wraps around. Make the numbers wide first."),
    ),
    WrongModel("window-off-by-one", _off_by_one, T("Every window starts one cell too late.")),
    WrongModel(
        "last-window-missing", _short, T("The last row and column of windows are missing: there are n - k + 1.")
    ),
    WrongModel(
        "one-axis-for-both", _one_size, T("It uses the height for both axes. Rows and columns are counted apart.")
    ),
    WrongModel(
        "zeros-around-output",
        lambda x, w: np.pad(reference(x, w), ((0, w.shape[0] - 1), (0, w.shape[1] - 1))),
        T("Its result is as large as the input. Without padding there are n - k + 1 windows."),
    ),
)

PROBLEM = Problem(
    function="conv2d",
    title=T("Convolution without padding"),
    about=T("Slide a kernel over a grid and add up the products of each window."),
    order=4,
    parameters=("x", "w"),
    statement=(
        T("Return the convolution of the grid x with the kernel w: no padding, stride 1."),
        T("x has shape (H, W), w has shape (kh, kw), and the result has shape (H − kh + 1, W − kw + 1)."),
        T("Numbers may be of any whole or decimal type, also small ones such as uint8."),
    ),
    conventions=(T("cross-correlation: the kernel is not turned"),),
    starter="import numpy as np\n\n\ndef conv2d(x, w):\n    out = np.zeros((1, 1))\n    return out\n",
    examples=((ramp(3, 3), ramp(2, 2)), (mixed(3, 4, seed=5), np.array([[1, 0, -1]]))),
    edges=(
        Case("sizes", (mixed(1, 1), np.array([[3]]))),
        Case("sizes", (mixed(4, 7, seed=2), mixed(2, 3, seed=3))),
        Case("sizes", (mixed(7, 4, seed=4), mixed(3, 1, seed=5))),
        Case("sizes", (mixed(3, 3, seed=6), mixed(3, 3, seed=7))),
        Case("values", (mixed(5, 5, seed=8), np.array([[1, 2, 0], [0, 0, -1], [3, 0, -4]]))),
        Case("values", (-ramp(4, 4), np.array([[0, 1], [2, 3]]))),
        Case("dtype", (ramp(4, 5, start=200, dtype="uint8"), ramp(2, 2, start=5, dtype="uint8"))),
        Case("dtype", (ramp(3, 4, start=90, dtype="int8"), ramp(2, 2, start=50, dtype="int8"))),
        Case("dtype", (mixed(4, 4, seed=9, dtype="float32") / 2, mixed(2, 2, seed=10, dtype="float32"))),
    ),
    draw=_draw,
    reference=reference,
    wrong_models=WRONG,
    window=_window,
    styles={
        "loops": (
            "import numpy as np\n\n\ndef conv2d(x, w):\n    kh, kw = w.shape\n"
            "    out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))\n"
            "    for i in range(out.shape[0]):\n        for j in range(out.shape[1]):\n"
            "            out[i, j] = (x[i:i + kh, j:j + kw].astype(float) * w).sum()\n    return out\n"
        ),
        "strides and einsum": (
            "import numpy as np\n\n\ndef conv2d(x, w):\n"
            "    seen = np.lib.stride_tricks.sliding_window_view(x.astype(float), w.shape)\n"
            "    return np.einsum('ijkl,kl->ij', seen, w.astype(float))\n"
        ),
        "shift and add": (
            "import numpy as np\n\n\ndef conv2d(x, w):\n    x, w = x * 1.0, w * 1.0\n"
            "    h, v = x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1\n"
            "    return sum(w[a, b] * x[a:a + h, b:b + v] for a in range(w.shape[0]) for b in range(w.shape[1]))\n"
        ),
        "Fourier transforms": (
            "import numpy as np\n\n\ndef conv2d(x, w):\n    x, turned = x.astype(float), w[::-1, ::-1].astype(float)\n"
            "    size = [n + k - 1 for n, k in zip(x.shape, w.shape)]\n"
            "    whole = np.fft.irfft2(np.fft.rfft2(x, size) * np.fft.rfft2(turned, size), size)\n"
            "    return whole[w.shape[0] - 1:x.shape[0], w.shape[1] - 1:x.shape[1]]\n"
        ),
        "pure lists": (
            "def conv2d(x, w):\n    x, w = x.tolist(), w.tolist()\n    kh, kw = len(w), len(w[0])\n"
            "    return [[sum(x[i + a][j + b] * w[a][b] for a in range(kh) for b in range(kw))\n"
            "             for j in range(len(x[0]) - kw + 1)] for i in range(len(x) - kh + 1)]\n"
        ),
    },
)
