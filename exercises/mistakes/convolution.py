"""Wrong models of a convolution map that has its windows right (domain notes, section 3, M40 to M53)."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from exercises.answers import Value
from exercises.engine import windows
from exercises.engine.conv import correlate
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.frozen import changed
from exercises.mistakes.grids import Sliding, rows_of
from exercises.mistakes.one_cell import Term, one_slip
from exercises.mistakes.signs import minus_dropped
from exercises.mistakes.windows import by_by
from exercises.pictures import Frame, Role
from exercises.question import Mistake
from exercises.text import T, minus, signed


def convolving(x: Array, w: Array, rows: Axis, columns: Axis) -> Sliding:
    """The map of `w` over `x` as a window operation."""
    return Sliding(x, rows, columns, lambda seen, down, across: correlate(seen, w, down, across))


def turned_kernel(slide: Sliding, w: Array) -> Iterator[Mistake]:
    flipped = correlate(slide.x, w[::-1, ::-1], *slide.axes)
    place = next(zip(*np.nonzero(w != w[::-1, ::-1]), strict=True), (0, 0))
    yield _framed(
        slide.mistake(
            "kernel-flipped",
            flipped,
            T(
                "You turned the kernel by 180 degrees, so that its weight %(wrong)s stands where %(right)s is printed. "
                "That is the mathematician's convolution; here the kernel stays as it is.",
                wrong=minus(w[::-1, ::-1][place]),
                right=minus(w[place]),
            ),
        ),
        Frame(w.shape[1] - 1 - int(place[1]), w.shape[0] - 1 - int(place[0]), 1, 1, Role.SLIP, "kernel"),
    )
    yield from _transposed(slide, w)


def _transposed(slide: Sliding, w: Array) -> Iterator[Mistake]:
    height, width = w.shape
    axes = changed(slide.rows, kernel=width), changed(slide.columns, kernel=height)
    if any(axis.extent > axis.padded for axis in axes):
        return
    yield _framed(
        slide.mistake(
            "kernel-transposed",
            correlate(slide.x, w.T, *axes),
            T(
                "You swapped the kernel's rows and columns. Its first row, %(row)s, lies on the window's first row.",
                row=" ".join(minus(one) for one in w[0].tolist()),
            ),
        ),
        Frame(0, 0, width, 1, Role.SLIP, "kernel"),
    )


def _framed(mistake: Mistake, weights: Frame) -> Mistake:
    """Points at the weights that are read in the wrong place."""
    return changed(mistake, frames=(weights,))


def inside_the_window(slide: Sliding, w: Array) -> Iterator[Mistake]:
    yield _mean(slide, w.size)
    products = windows.patches(slide.x, *slide.axes) * w
    yield slide.mistake(
        "largest-product",
        products.max(axis=(-2, -1)),
        T(
            "You kept only the largest product of each window. That is what max pooling does; a convolution adds all "
            "products."
        ),
    )
    cut = np.maximum(slide.right, 0)
    yield slide.mistake(
        "negatives-cut",
        cut,
        T(
            "You turned negative sums such as %(right)s into 0. That is ReLU, a separate step after the convolution.",
            **slide.shows(cut),
        ),
    )
    yield from (slide.mistake(*made) for made in minus_dropped(slide.right))


def _mean(slide: Sliding, taps: int) -> Mistake:
    means = np.array([[Fraction(int(one), taps) for one in row] for row in slide.right], dtype=object)
    return slide.mistake(
        "mean-of-products",
        means,
        T(
            "You divided each sum by %(taps)s. A convolution adds the products and divides by nothing: %(right)s, not "
            "%(wrong)s.",
            taps=taps,
            **slide.shows(means),
        ),
    )


def border_values(slide: Sliding) -> Iterator[Mistake]:
    """Zeros that are not where they belong (M45, M46); nothing without padding."""
    rows, columns = slide.axes
    pads = ((rows.begin, rows.end), (columns.begin, columns.end))
    if not any(map(any, pads)):
        return
    bare = tuple(changed(axis, n=axis.padded, begin=0, end=0) for axis in slide.axes)
    yield slide.mistake(
        "edge-repeated",
        slide.compute(np.pad(slide.x, pads, mode="edge"), *bare),
        T("You filled the padding with copies of the edge. Here it holds zeros."),
        slide.axes,
    )
    valid = tuple(changed(axis, begin=0, end=0) for axis in slide.axes)
    if all(axis.extent <= axis.n for axis in valid):
        yield slide.mistake(
            "zeros-around-output",
            np.pad(slide.compute(slide.x, *valid), pads),
            T(
                "You put the zeros around the output. They go around the input first: it becomes %(size)s cells, and "
                "the kernel slides over those.",
                size=by_by(rows.padded, columns.padded),
            ),
        )


def one_wrong_cell(given: Value, slide: Sliding, w: Array) -> Iterator[Mistake]:
    """M52 and M53: all cells are right but one, and there one product is missing or has the wrong sign."""
    seen = windows.patches(slide.x, *slide.axes)
    yield from one_slip(given, rows_of(slide.right), lambda i, j: _products(seen[i, j], w, slide.axes, i, j))


def _products(patch: Array, w: Array, axes: tuple[Axis, Axis], i: int, j: int) -> Iterator[Term]:
    for (a, b), weight in np.ndenumerate(w):
        x = int(patch[a, b])
        yield Term(
            f"{signed(x)}×{signed(int(weight))}",
            x * int(weight),
            (a, b),
            Frame(j * axes[1].stride + b, i * axes[0].stride + a, 1, 1, Role.SLIP),
        )
