"""Wrong models of the gradients of a convolution and of a pooling (K30; M40 M60 M68, P9b, P10)."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from exercises.engine import windows
from exercises.engine.backward import conv_backward
from exercises.engine.conv import correlate
from exercises.engine.pool import max_pool
from exercises.engine.routing import average_pool_backward, max_pool_backward, max_pool_indices
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.frozen import changed, once
from exercises.mistakes.grids import first_difference, rows_of
from exercises.mistakes.signs import minus_dropped
from exercises.question import Mistake
from exercises.text import T, Text

Axes = tuple[Axis, Axis]


@dataclass(frozen=True)
class Backward:
    """One map `x`, one kernel `w`, the output's gradient `dy`; asked is the gradient of the weights or of the input."""

    x: Array
    w: Array
    dy: Array
    axes: Axes
    of_weights: bool

    @once
    def right(self) -> Array:
        return self.gradients(self.w, self.dy, self.axes)[self.of_weights]

    def gradients(self, w: Array, dy: Array, axes: Axes) -> tuple[Array, Array]:
        """Those of the input and of the weights."""
        dx, dw, _ = conv_backward(self.x[None], w[None, None], dy[None], *axes)
        return dx[0], dw[0, 0]


def wrong_gradients(given: Backward) -> Iterator[Mistake]:
    """Gradients with one slip each."""
    turned = given.gradients(given.w[::-1, ::-1], given.dy[::-1, ::-1], given.axes)[given.of_weights]
    if given.of_weights:
        said = T("You turned the gradient of the output by 180 degrees. For the weights it slides as it is printed.")
    else:
        said = T("You turned the kernel by 180 degrees. Each gradient stamps the kernel as it is printed.")
        turned = given.gradients(given.w[::-1, ::-1], given.dy, given.axes)[0]
    yield _made(given.right, "kernel-flipped", turned, said)
    other = given.gradients(given.w, given.dy, given.axes)[not given.of_weights]
    yield _made(given.right, "other-gradient", other, _OTHER[given.of_weights])
    forward = T("That is the output itself. Asked is what flows back, from the gradient of the output.")
    yield _made(given.right, "forward-again", correlate(given.x, given.w, *given.axes), forward)
    yield from (_made(given.right, *made) for made in minus_dropped(given.right))
    yield from _dense(given)
    yield from _bare(given)
    if not given.of_weights:
        last = T("Where windows overlap you kept only the last gradient. They are added.")
        yield _made(given.right, "overlap-not-added", _last(given), last)


_OTHER = {
    True: T("That is the gradient of the input. Asked is that of the weights."),
    False: T("That is the gradient of the weights. Asked is that of the input."),
}


def _dense(given: Backward) -> Iterator[Mistake]:
    """As if the windows had been next to one another."""
    rows, columns = given.axes
    if rows.stride == 1:
        return
    dense = tuple(Axis.symmetric(axis.kernel + axis.out - 1, axis.kernel) for axis in given.axes)
    said = T("You ignored the stride. Neighbouring gradients belong to windows that start %(s)s apart.", s=rows.stride)
    if given.of_weights:
        ring = windows.padded(given.x, rows, columns)[: dense[0].n, : dense[1].n]
        wrong = conv_backward(ring[None], given.w[None, None], given.dy[None], *dense)[1][0, 0]
    else:
        empty = np.zeros((1, dense[0].n, dense[1].n), int)
        wrong = conv_backward(empty, given.w[None, None], given.dy[None], *dense)[0][0]
    yield _made(given.right, "stride-ignored", wrong, said)


def _bare(given: Backward) -> Iterator[Mistake]:
    rows, columns = given.axes
    if not rows.begin:
        return
    whole = tuple(changed(axis, n=axis.padded, begin=0, end=0) for axis in given.axes)
    if given.of_weights:
        said = T("You filled the padding with copies of the edge. It held zeros, and those count for nothing.")
        x = np.pad(given.x, ((rows.begin, rows.end), (columns.begin, columns.end)), mode="edge")
        wrong = conv_backward(x[None], given.w[None, None], given.dy[None], *whole)[1][0, 0]
        yield _made(given.right, "edge-repeated", wrong, said)
        return
    x = windows.padded(given.x, rows, columns)
    wrong = conv_backward(x[None], given.w[None, None], given.dy[None], *whole)[0][0]
    said = T("You kept the gradient of the padding. The input has no such cells: the ring is cut off.")
    yield _made(given.right, "padding-not-cropped", wrong, said)


def _last(given: Backward) -> Array:
    """The stamp of the last window wins."""
    rows, columns = given.axes
    whole = np.zeros((rows.padded, columns.padded), int)
    for (i, j), value in np.ndenumerate(given.dy):
        down, across = i * rows.stride, j * columns.stride
        whole[down : down + rows.kernel, across : across + columns.kernel] = value * given.w
    return whole[rows.begin : rows.begin + rows.n, columns.begin : columns.begin + columns.n]


def wrong_routes(x: Array, dy: Array, axes: Axes, largest: bool) -> Iterator[Mistake]:
    """Gradients of a pooling that go to other cells, or not in full."""
    right = max_pool_backward(x, dy, *axes) if largest else average_pool_backward(dy, *axes, include_pad=False)
    cells = axes[0].kernel * axes[1].kernel
    everywhere = average_pool_backward(dy * cells, *axes, include_pad=True)
    yield _made(right, "routed-to-all", everywhere, _ALL[largest])
    if largest:
        shared = average_pool_backward(dy, *axes, include_pad=False)
        said = T("You shared each gradient out. Max pooling sends all of it to the largest cell.")
        yield _made(right, "gradient-shared", shared, said)
        said = T("You sent the gradients to the smallest cells. They go where the maxima came from.")
        yield _made(right, "other-extreme", max_pool_backward(-x, dy, *axes), said)
        said = T("You put the maxima back. What flows back is the gradient, to the places of the maxima.")
        yield _made(right, "maxima-put-back", max_pool_backward(x, max_pool(x, *axes), *axes), said)
    else:
        said = T("You sent each gradient to the largest cell. Average pooling shares it out among all cells.")
        yield _made(right, "gradient-routed", max_pool_backward(x, dy, *axes), said)
    yield from (_made(right, *made) for made in minus_dropped(right))
    last = T("Where windows overlap you kept only the last gradient. They are added.")
    yield _made(right, "overlap-not-added", _last_route(x, dy, axes, largest), last)


_ALL = {
    True: T("You sent the gradient to every cell of the window. Only the largest cell gets it; all others get 0."),
    False: T("You gave each cell the whole gradient. The cells of a window share it: divide by their number."),
}


def _last_route(x: Array, dy: Array, axes: Axes, largest: bool) -> Array:
    """Later windows overwrite what earlier ones sent to the same cell."""
    if largest:
        out = np.zeros(x.size, dy.dtype)
        out[max_pool_indices(x, *axes).ravel()] = dy.ravel()
        return out.reshape(x.shape)
    out = np.zeros(x.shape, object)
    for i, j in np.ndindex(dy.shape):
        inside = [windows.reads_inside(axis, at) for axis, at in zip(axes, (i, j), strict=True)]
        out[np.ix_(*inside)] = Fraction(int(dy[i, j]), len(inside[0]) * len(inside[1]))
    return out


def _made(right: Array, slip: str, wrong: Array, sentence: Text) -> Mistake:
    place = first_difference(wrong, right) if wrong.shape == right.shape else None
    return Mistake(slip, rows_of(wrong), sentence, f"cell-{place[0]}-{place[1]}" if place else "setup")
