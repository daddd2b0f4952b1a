"""P9, first half: windows as the columns of a matrix."""

from collections.abc import Iterator
from random import Random

from exercises.coding.arrays import drawn, mixed, ramp
from exercises.coding.columns import channel_last, column_by_column, square_axes
from exercises.engine import columns
from exercises.engine.windows import Array
from exercises.problem import Case, Problem, WrongModel
from exercises.text import T


def reference(x: Array, kernel: int, stride: int, padding: int) -> Array:
    """`x` (C, H, W) -> (C * kernel * kernel, number of windows)."""
    return columns.im2col(x, *square_axes(x.shape[1], x.shape[2], kernel, stride, padding))


def _sideways(x: Array, kernel: int, stride: int, padding: int) -> Array:
    """Windows are counted down the columns of the output instead of along its rows."""
    rows, across = square_axes(x.shape[1], x.shape[2], kernel, stride, padding)
    found = reference(x, kernel, stride, padding)
    return found.reshape(-1, rows.out, across.out).transpose(0, 2, 1).reshape(found.shape)


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
        x = drawn(rng, channels, kernel + rng.randint(0, 3), kernel + rng.randint(1, 4))
        yield Case(category, (x, kernel, stride, padding))


WRONG = (
    WrongModel(
        "windows-as-rows",
        lambda x, kernel, stride, padding: reference(x, kernel, stride, padding).T,
        T("It writes windows as rows. Each window is one column."),
    ),
    WrongModel(
        "channel-last",
        lambda x, kernel, stride, padding: reference(x, kernel, stride, padding)[channel_last(x.shape[0], kernel)],
        T("In its columns the channel runs fastest. A column holds the first channel's window, then the second's."),
    ),
    WrongModel(
        "columns-first",
        lambda x, kernel, stride, padding: reference(x, kernel, stride, padding)[column_by_column(x.shape[0], kernel)],
        T("It reads each window column by column. Windows are read row by row."),
    ),
    WrongModel("columns-first", _sideways, T("It takes the windows column by column. They are taken row by row.")),
    WrongModel(
        "padding-ignored",
        lambda x, kernel, stride, padding: reference(x, kernel, stride, 0),
        T("It ignores the padding. Put zeros round the input first."),
    ),
    WrongModel(
        "stride-ignored",
        lambda x, kernel, stride, padding: reference(x, kernel, 1, padding),
        T("It moves the window by one cell. The stride says how far it moves."),
    ),
    WrongModel(
        "windows-apart",
        lambda x, kernel, stride, padding: reference(x, kernel, kernel, padding),
        T("It moves the window by its own size. The stride says how far it moves."),
    ),
    WrongModel(
        "one-channel",
        lambda x, kernel, stride, padding: reference(x[:1], kernel, stride, padding),
        T("It takes the first channel only. A column holds the window of every channel."),
    ),
)

PROBLEM = Problem(
    function="im2col",
    title=T("Windows as columns (im2col)"),
    about=T("Write every window as one column, so that a convolution becomes a matrix product."),
    order=9,
    parameters=("x", "kernel", "stride", "padding"),
    statement=(
        T("Return the windows of x as the columns of a matrix of shape (C · kernel · kernel, number of windows)."),
        T("x has shape (C, H, W). A column holds the window of the first channel row by row, then the second's."),
        T("Windows are taken row by row. Stride and zero padding are the same for both axes."),
    ),
    conventions=(T("PyTorch: unfold"),),
    starter="import numpy as np\n\n\ndef im2col(x, kernel, stride, padding):\n    return np.zeros((1, 1))\n",
    examples=((ramp(1, 3, 3), 2, 1, 0), (ramp(2, 2, 2, start=1), 2, 1, 0)),
    edges=(
        Case("sizes", (mixed(1, 1, 1), 1, 1, 0)),
        Case("sizes", (mixed(1, 3, 5, seed=2), 2, 1, 0)),
        Case("channels", (mixed(3, 3, 4, seed=3), 2, 1, 0)),
        Case("channels", (mixed(2, 4, 3, seed=4), 3, 1, 0)),
        Case("strides", (mixed(2, 5, 7, seed=5), 3, 2, 0)),
        Case("strides", (mixed(1, 5, 6, seed=6), 2, 3, 0)),
        Case("borders", (mixed(2, 3, 4, seed=7), 3, 1, 1)),
        Case("borders", (mixed(1, 4, 5, seed=8), 3, 2, 2)),
        Case("dtype", (mixed(2, 3, 3, seed=9, dtype="float64") / 4, 2, 1, 1)),
    ),
    draw=_draw,
    reference=reference,
    wrong_models=WRONG,
    styles={
        "a list of columns": (
            "import numpy as np\n\n\ndef im2col(x, kernel, stride, padding):\n"
            "    x = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))\n    k = kernel\n"
            "    return np.array([x[:, i:i + k, j:j + k].ravel() for i in range(0, x.shape[1] - k + 1, stride)\n"
            "                     for j in range(0, x.shape[2] - k + 1, stride)]).T\n"
        ),
        "one window view": (
            "import numpy as np\n\n\ndef im2col(x, kernel, stride, padding):\n"
            "    x = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))\n"
            "    seen = np.lib.stride_tricks.sliding_window_view(x, (kernel, kernel), axis=(1, 2))[:, "
            "::stride, ::stride]\n"
            "    return seen.transpose(0, 3, 4, 1, 2).reshape(x.shape[0] * kernel * kernel, -1)\n"
        ),
    },
)
