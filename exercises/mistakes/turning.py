"""Wrong models of the convolution of mathematics (domain notes, section 3, M40 M41, and the modes of K23)."""

from collections.abc import Iterator

from exercises.engine.conv import correlate
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.frozen import changed
from exercises.mistakes.grids import Sliding
from exercises.mistakes.signs import minus_dropped
from exercises.question import Mistake
from exercises.text import T, Text

Axes = tuple[Axis, Axis]


def wrong_turns(slide: Sliding, w: Array, mode: str) -> Iterator[Mistake]:
    """`slide` computes with the turned kernel; `w` is the printed one."""
    yield slide.mistake(
        "kernel-not-turned",
        correlate(slide.x, w, *slide.axes),
        T("You left the kernel as it is printed. That is cross-correlation; this convolution turns it by 180 degrees."),
    )
    yield from (slide.mistake(*made) for made in minus_dropped(slide.right))
    if 1 not in w.shape:
        yield from _half_turns(slide, w)
    if mode != "valid":
        yield from _other_modes(slide, mode)


def _half_turns(slide: Sliding, w: Array) -> Iterator[Mistake]:
    said = T("You turned the kernel along one axis only. It is turned along both: first row last, first column last.")
    for turned in (w[::-1], w[:, ::-1]):
        yield slide.mistake("turned-one-way", correlate(slide.x, turned, *slide.axes), said)
    rows, columns = slide.axes
    axes = changed(rows, kernel=columns.kernel), changed(columns, kernel=rows.kernel)
    if all(axis.fits for axis in axes):
        swapped = T("You swapped the kernel's rows and columns. Turning by 180 degrees reverses both orders instead.")
        yield slide.mistake("kernel-transposed", correlate(slide.x, w.T, *axes), swapped)


def _other_modes(slide: Sliding, mode: str) -> Iterator[Mistake]:
    bare = tuple(changed(axis, begin=0, end=0) for axis in slide.axes)
    if all(axis.fits for axis in bare):
        said = T("That is mode “valid”: only where the whole kernel is on the input. Asked is “%(mode)s”.", mode=mode)
        yield _computed(slide, "padding-ignored", bare, said)
    full = tuple(changed(axis, begin=axis.kernel - 1, end=axis.kernel - 1) for axis in slide.axes)
    if mode == "same":
        said = T("That is mode “full”: every overlap. “same” keeps its middle, as large as the input.")
        yield _computed(slide, "modes-mixed", full, said)
        other = tuple(changed(axis, begin=axis.end, end=axis.begin) for axis in slide.axes)
        if other != slide.axes:
            place = T("Your middle begins one cell late. When the middle cannot be exact, scipy begins earlier.")
            yield _computed(slide, "odd-zero-wrong-end", other, place)


def _computed(slide: Sliding, slip: str, axes: tuple[Axis, ...], sentence: Text) -> Mistake:
    rows, columns = axes
    return slide.mistake(slip, slide.compute(slide.x, rows, columns), sentence)
