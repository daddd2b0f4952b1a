"""Wrong models of a convolution map (domain notes, section 3, M40 to M51)."""

from collections.abc import Callable, Iterator
from fractions import Fraction

import numpy as np

from exercises.answers import Value
from exercises.engine import windows
from exercises.engine.conv import correlate
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.question import Mistake
from exercises.text import T

Model = Callable[[Array, Array, Axis, Axis], Iterator[Mistake]]


def rows_of(values: Array) -> Value:
    """A grid answer's value: a tuple of rows of Python ints and Fractions."""
    return tuple(tuple(_exact(one) for one in row) for row in values.tolist())


def _exact(value: int | Fraction) -> int | Fraction:
    return int(value) if value == int(value) else value


def turned_kernel(x: Array, w: Array, rows: Axis, columns: Axis) -> Iterator[Mistake]:
    yield Mistake(
        "kernel-flipped",
        rows_of(correlate(x, w[::-1, ::-1], rows, columns)),
        T(
            "You turned the kernel by 180 degrees. That is the mathematician's convolution; here the kernel is laid on "
            "the input as it is printed."
        ),
        "cell-0-0",
    )
    if w.shape[0] == w.shape[1]:
        yield Mistake(
            "kernel-transposed",
            rows_of(correlate(x, w.T, rows, columns)),
            T(
                "You swapped the kernel's rows and columns. Its upper right weight belongs on the upper right cell of "
                "the window."
            ),
            "cell-0-0",
        )


def misplaced_windows(x: Array, w: Array, rows: Axis, columns: Axis) -> Iterator[Mistake]:
    """Every window one cell down and to the right; the last ones fall off the end, so that the map is smaller."""
    if min(rows.out, columns.out) < 2:
        return
    late = correlate(windows.padded(x, rows, columns)[1:, 1:], w, *(_late(axis) for axis in (rows, columns)))
    yield Mistake(
        "window-off-by-one",
        rows_of(late),
        T(
            "Your first window starts one cell late. Counting begins at 0: the first window covers the upper left "
            "corner."
        ),
        "cell-0-0",
    )


def _late(axis: Axis) -> Axis:
    return Axis(axis.padded - 1, axis.kernel, axis.stride, dilation=axis.dilation)


def inside_the_window(x: Array, w: Array, rows: Axis, columns: Axis) -> Iterator[Mistake]:
    right = correlate(x, w, rows, columns)
    products = windows.patches(x, rows, columns) * w
    means = tuple(tuple(_exact(Fraction(int(one), w.size)) for one in row) for row in right)
    yield Mistake(
        "mean-of-products",
        means,
        T(
            "You divided each sum by %(taps)s. A convolution adds the products and divides by nothing.",
            taps=w.size,
        ),
        "cell-0-0",
    )
    yield Mistake(
        "largest-product",
        rows_of(products.max(axis=(-2, -1))),
        T(
            "You kept only the largest product of each window. That is what max pooling does; a convolution adds all "
            "products."
        ),
        "cell-0-0",
    )
    yield Mistake(
        "negatives-cut",
        rows_of(np.maximum(right, 0)),
        T("You turned negative sums into 0. That is ReLU, a separate step after the convolution."),
        _first_negative(right),
    )


def _first_negative(values: Array) -> str:
    place = next(zip(*np.nonzero(values < 0), strict=True), (0, 0))
    return f"cell-{place[0]}-{place[1]}"
