"""P9, second half: columns back to a grid, where overlaps add up."""

from collections.abc import Iterator
from random import Random

import numpy as np

from exercises.coding.arrays import drawn, mixed, ramp
from exercises.coding.columns import channel_last, square_axes
from exercises.engine import columns
from exercises.engine.windows import Array
from exercises.problem import Case, Problem, WrongModel
from exercises.text import T

Shape = tuple[int, int, int]


def reference(cols: Array, shape: Shape, kernel: int, stride: int, padding: int) -> Array:
    """`cols` (C * kernel * kernel, windows) -> `shape` (C, H, W); cells that several windows hold are added up."""
    return columns.col2im(cols, shape[0], *square_axes(shape[1], shape[2], kernel, stride, padding))


def _overwritten(cols: Array, shape: Shape, kernel: int, stride: int, padding: int) -> Array:
    """The last window that holds a cell wins."""
    rows, across = square_axes(shape[1], shape[2], kernel, stride, padding)
    whole = np.zeros((shape[0], rows.padded, across.padded), cols.dtype)
    windows = cols.reshape(shape[0], kernel, kernel, rows.out, across.out)
    for i, j in np.ndindex(rows.out, across.out):
        down, right = i * stride, j * stride
        whole[:, down : down + kernel, right : right + kernel] = windows[:, :, :, i, j]
    return whole[:, padding : padding + shape[1], padding : padding + shape[2]]


def _averaged(cols: Array, shape: Shape, kernel: int, stride: int, padding: int) -> Array:
    times = reference(np.ones(cols.shape), shape, kernel, stride, padding)
    return reference(cols, shape, kernel, stride, padding) / np.maximum(times, 1)


def _uncropped(cols: Array, shape: Shape, kernel: int, stride: int, padding: int) -> Array:
    return reference(cols, (shape[0], shape[1] + 2 * padding, shape[2] + 2 * padding), kernel, stride, 0)


def _channel_last(cols: Array, shape: Shape, kernel: int, stride: int, padding: int) -> Array:
    return reference(cols[np.argsort(channel_last(shape[0], kernel))], shape, kernel, stride, padding)


def _transposed(cols: Array, shape: Shape, kernel: int, stride: int, padding: int) -> Array:
    turned = cols.reshape(shape[0], kernel, kernel, -1).transpose(0, 2, 1, 3).reshape(cols.shape)
    return reference(turned, shape, kernel, stride, padding)


def _case(category: str, cells: Array, shape: Shape, kernel: int, stride: int, padding: int) -> Case:
    rows, across = square_axes(shape[1], shape[2], kernel, stride, padding)
    wanted = (shape[0] * kernel**2, rows.out * across.out)
    return Case(category, (cells.ravel()[: wanted[0] * wanted[1]].reshape(wanted), shape, kernel, stride, padding))


def _draw(rng: Random) -> Iterator[Case]:
    for category, padding, stride in (
        ("sizes", 0, 1),
        ("channels", 0, 1),
        ("strides", 0, 2),
        ("borders", 1, 1),
        ("borders", 1, 2),
    ):
        kernel = rng.randint(2, 3)
        channels = rng.randint(2, 3) if category != "sizes" else 1
        shape = (channels, kernel + rng.randint(1, 2), kernel + rng.randint(1, 3))
        yield _case(category, drawn(rng, 1500), shape, kernel, stride, padding)


WRONG = (
    WrongModel(
        "overlap-not-added",
        _overwritten,
        T("Where windows overlap the last one wins. Overlaps are added up: use += and start from zeros."),
    ),
    WrongModel("overlap-averaged", _averaged, T("It averages where windows overlap. Overlaps are added up.")),
    WrongModel(
        "padding-not-cropped",
        _uncropped,
        T("It hands back the padding too. Cut it off: the result has the given shape."),
    ),
    WrongModel(
        "channel-last",
        _channel_last,
        T(
            "It reads the columns as if the channel ran fastest. They hold the first channel's window, "
            "then the second's."
        ),
    ),
    WrongModel(
        "columns-first", _transposed, T("It writes each window column by column. Windows are stored row by row.")
    ),
)

PROBLEM = Problem(
    function="col2im",
    title=T("Columns back to a grid (col2im)"),
    about=T("Put windows back where they came from and add up where they overlap."),
    order=10,
    parameters=("cols", "shape", "kernel", "stride", "padding"),
    statement=(
        T("Return an array of the given shape (C, H, W) to which every column of cols was added where it came from."),
        T("cols has shape (C · kernel · kernel, number of windows), in the order of im2col: channels, rows, columns."),
        T("Cells that several windows hold are added up; what falls into the padding is dropped."),
    ),
    conventions=(T("PyTorch: fold"),),
    starter="import numpy as np\n\n\ndef col2im(cols, shape, kernel, stride, padding):\n    return np.zeros(shape)\n",
    examples=(
        (np.ones((4, 4), int), (1, 3, 3), 2, 1, 0),
        (ramp(4, 4, start=1), (1, 2, 2), 2, 2, 1),
    ),
    edges=(
        _case("sizes", mixed(1, seed=1), (1, 1, 1), 1, 1, 0),
        _case("sizes", mixed(400, seed=2), (1, 3, 5), 2, 1, 0),
        _case("channels", mixed(400, seed=3), (3, 3, 4), 2, 1, 0),
        _case("channels", mixed(400, seed=4), (2, 4, 3), 3, 1, 0),
        _case("strides", mixed(400, seed=5), (2, 5, 7), 3, 2, 0),
        _case("strides", mixed(400, seed=6), (1, 5, 6), 2, 3, 0),
        _case("borders", mixed(400, seed=7), (2, 3, 4), 3, 1, 1),
        _case("borders", mixed(400, seed=8), (1, 4, 5), 3, 2, 2),
        _case("dtype", mixed(400, seed=9, dtype="float64") / 4, (2, 3, 3), 2, 1, 1),
    ),
    draw=_draw,
    reference=reference,
    wrong_models=WRONG,
    styles={
        "window by window": (
            "import numpy as np\n\n\ndef col2im(cols, shape, kernel, stride, padding):\n    c, h, w = shape\n"
            "    out = np.zeros((c, h + 2 * padding, w + 2 * padding))\n    number = 0\n"
            "    for i in range(0, out.shape[1] - kernel + 1, stride):\n"
            "        for j in range(0, out.shape[2] - kernel + 1, stride):\n"
            "            out[:, i:i + kernel, j:j + kernel] += cols[:, number].reshape(c, kernel, kernel)\n"
            "            number += 1\n    return out[:, padding:padding + h, padding:padding + w]\n"
        ),
        "tap by tap": (
            "import numpy as np\n\n\ndef col2im(cols, shape, kernel, stride, padding):\n    c, h, w = shape\n"
            "    rows = (h + 2 * padding - kernel) // stride + 1\n"
            "    columns = (w + 2 * padding - kernel) // stride + 1\n"
            "    cols = cols.reshape(c, kernel, kernel, rows, columns)\n"
            "    out = np.zeros((c, h + 2 * padding, w + 2 * padding))\n    for a in range(kernel):\n"
            "        for b in range(kernel):\n"
            "            out[:, a:a + rows * stride:stride, b:b + columns * stride:stride][:, :rows, "
            ":columns] += cols[:, a, b]\n"
            "    return out[:, padding:padding + h, padding:padding + w]\n"
        ),
    },
)
