"""P3: padding a grid, each side by its own number."""

from collections.abc import Iterator
from random import Random
from typing import Any

import numpy as np

from exercises.coding.arrays import drawn, mixed, ramp
from exercises.engine.conventions import Impossible
from exercises.engine.windows import Array
from exercises.problem import Case, Problem, WrongModel
from exercises.text import T

Pads = tuple[int, int]


def reference(x: Array, rows: Pads, columns: Pads, mode: str) -> Array:
    """`rows` above and below, `columns` left and right. By hand: [[1]], (0, 1), (0, 0), "zero" -> [[1], [0]]."""
    if min(*rows, *columns) < 0 or mode not in ("zero", "edge"):
        raise Impossible("pads are not negative, and the mode is zero or edge")
    return _padded(x, rows, columns, mode)


def _padded(x: Array, rows: Pads, columns: Pads, mode: str) -> Array:
    how: Any = "constant" if mode == "zero" else mode
    return np.pad(x, (rows, columns), how)


def _into_the_input(x: Array, rows: Pads, columns: Pads, mode: str) -> Array:
    right = reference(x, rows, columns, mode)
    x[...] = 0
    return right


def _draw(rng: Random) -> Iterator[Case]:
    for category in ("sizes", "borders", "borders", "borders"):
        for mode in ("zero", "edge"):
            x = drawn(rng, rng.randint(1, 4), rng.randint(1, 5))
            most = 0 if category == "sizes" else 3
            yield Case(category, (x, (rng.randint(0, 3), rng.randint(0, most)), (rng.randint(0, most), 1), mode))


WRONG = (
    WrongModel(
        "axis-settings-swapped",
        lambda x, rows, columns, mode: reference(x, columns, rows, mode),
        T("It uses the columns' padding for the rows. rows = (above, below), columns = (left, right)."),
    ),
    WrongModel(
        "odd-zero-wrong-end",
        lambda x, rows, columns, mode: reference(x, rows[::-1], columns[::-1], mode),
        T("It mixes up the two ends: rows = (above, below), columns = (left, right)."),
    ),
    WrongModel(
        "same-made-symmetric",
        lambda x, rows, columns, mode: reference(x, (rows[0],) * 2, (columns[0],) * 2, mode),
        T("It pads both ends by the first number. Each end has its own."),
    ),
    WrongModel(
        "mode-ignored",
        lambda x, rows, columns, mode: reference(x, rows, columns, "zero"),
        T("It always pads with zeros. With mode “edge” the nearest cell of the input is repeated."),
    ),
    WrongModel(
        "edge-repeated",
        lambda x, rows, columns, mode: reference(x, rows, columns, "edge"),
        T("It always repeats the edge. With mode “zero” the padding holds zeros."),
    ),
    WrongModel(
        "edge-mirrored",
        lambda x, rows, columns, mode: _padded(x, rows, columns, "symmetric" if mode == "edge" else mode),
        T("It mirrors the input in its padding. With mode “edge” only the outermost cell is repeated."),
    ),
    WrongModel(
        "padding-ignored",
        lambda x, rows, columns, mode: reference(x, rows, (0, 0), mode),
        T("It pads the rows only. The columns have padding of their own."),
    ),
    WrongModel(
        "input-changed",
        _into_the_input,
        T("The values are right, but your function writes into its input. Work on a copy."),
    ),
)

PROBLEM = Problem(
    function="pad2d",
    title=T("Padding a grid"),
    about=T("Put zeros, or copies of the edge, on each side of a grid."),
    order=3,
    parameters=("x", "rows", "columns", "mode"),
    statement=(
        T("Return the grid x of shape (H, W) with padding on its four sides."),
        T("rows = (above, below) and columns = (left, right) count the rows and columns that are added."),
        T("mode is “zero” or “edge”: with “edge” each new cell repeats the nearest cell of the input."),
    ),
    starter="import numpy as np\n\n\ndef pad2d(x, rows, columns, mode):\n    return x\n",
    examples=(
        (np.array([[1, 2], [3, 4]]), (1, 0), (0, 2), "zero"),
        (np.array([[1, 2], [3, 4]]), (0, 1), (1, 1), "edge"),
    ),
    edges=(
        Case("sizes", (np.array([[5]]), (0, 0), (0, 0), "zero")),
        Case("sizes", (np.array([[5]]), (2, 1), (1, 3), "edge")),
        Case("sizes", (mixed(2, 4), (0, 0), (0, 0), "edge")),
        Case("borders", (ramp(2, 3, start=1), (1, 2), (3, 0), "zero")),
        Case("borders", (ramp(3, 2, start=1), (2, 0), (1, 3), "edge")),
        Case("borders", (ramp(3, 3, start=1), (2, 2), (1, 1), "edge")),
        Case("borders", (ramp(2, 2, start=1), (0, 1), (0, 0), "zero")),
        Case("dtype", (mixed(2, 3, seed=3, dtype="float64") / 4, (1, 0), (0, 1), "edge")),
        Case("dtype", (ramp(2, 2, start=250, dtype="uint8"), (1, 1), (1, 0), "zero")),
    ),
    draw=_draw,
    reference=reference,
    wrong_models=WRONG,
    styles={
        "numpy's pad": (
            "import numpy as np\n\n\ndef pad2d(x, rows, columns, mode):\n"
            "    return np.pad(x, (rows, columns), 'edge' if mode == 'edge' else 'constant')\n"
        ),
        "slices": (
            "import numpy as np\n\n\ndef pad2d(x, rows, columns, mode):\n    (t, b), (l, r) = rows, columns\n"
            "    h, w = x.shape\n    y = np.zeros((h + t + b, w + l + r))\n    y[t:t + h, l:l + w] = x\n"
            "    if mode == 'edge':\n        y[:t], y[t + h:] = y[t], y[t + h - 1]\n"
            "        y[:, :l], y[:, l + w:] = y[:, l:l + 1], y[:, l + w - 1:l + w]\n    return y\n"
        ),
        "nearest cells of lists": (
            "def pad2d(x, rows, columns, mode):\n    x = x.tolist()\n    h, w = len(x), len(x[0])\n\n"
            "    def cell(i, j):\n"
            "        if mode == 'zero' and not (0 <= i < h and 0 <= j < w):\n            return 0\n"
            "        return x[min(max(i, 0), h - 1)][min(max(j, 0), w - 1)]\n\n"
            "    return [[cell(i, j) for j in range(-columns[0], w + columns[1])]\n"
            "            for i in range(-rows[0], h + rows[1])]\n"
        ),
    },
)
