"""Wrong models of windows as the columns of a matrix (domain notes, section 3, M140 M141; P9)."""

from collections.abc import Iterator

from exercises.engine import windows
from exercises.engine.columns import im2col
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.frozen import changed
from exercises.mistakes.grids import rows_of
from exercises.question import Mistake
from exercises.text import T, Text

Axes = tuple[Axis, Axis]
Order = tuple[int, int, int, int, int]
CHANNEL, DOWN, ACROSS, TAP_DOWN, TAP_ACROSS = range(5)


def wrong_matrices(x: Array, axes: Axes) -> Iterator[Mistake]:
    """The right cells in another order, or the windows of other settings; `x` is (C, H, W)."""
    right = im2col(x, *axes)
    rows = T("You wrote each window as a row. Here every window is a column, and there are %(n)s.", n=right.shape[1])
    yield _made("windows-as-rows", right.T, rows)
    turned = T("You read each window column by column. Its first row comes first, from left to right.")
    yield _made("columns-first", _ordered(x, axes, (CHANNEL, TAP_ACROSS, TAP_DOWN, DOWN, ACROSS)), turned)
    downwards = T("You took the windows from top to bottom first. They are taken from left to right, row by row.")
    yield _made("windows-down-first", _ordered(x, axes, (CHANNEL, TAP_DOWN, TAP_ACROSS, ACROSS, DOWN)), downwards)
    if len(x) > 1:
        mixed = T("You took the channels in turn for each cell. All cells of channel 1 come first, then the next.")
        yield _made("channel-last", _ordered(x, axes, (TAP_DOWN, TAP_ACROSS, CHANNEL, DOWN, ACROSS)), mixed)
    yield from _settings(x, axes)


def _settings(x: Array, axes: Axes) -> Iterator[Mistake]:
    rows, columns = axes
    if rows.stride > 1:
        said = T("You moved the window one cell at a time. Its stride is %(s)s.", s=rows.stride)
        yield _made("stride-ignored", im2col(x, changed(rows, stride=1), changed(columns, stride=1)), said)
    if rows.begin and all(axis.n >= axis.extent for axis in axes):
        said = T("You left the padding out. The first window begins in the ring of zeros.")
        bare = changed(rows, begin=0, end=0), changed(columns, begin=0, end=0)
        yield _made("padding-ignored", im2col(x, *bare), said)


def _ordered(x: Array, axes: Axes, order: Order) -> Array:
    """The cells with their axes in another order; the last two become the columns."""
    seen = windows.patches(x, *axes).transpose(order)
    return seen.reshape(-1, seen.shape[-2] * seen.shape[-1])


def _made(slip: str, wrong: Array, sentence: Text) -> Mistake:
    return Mistake(slip, rows_of(wrong), sentence, "window-1")
