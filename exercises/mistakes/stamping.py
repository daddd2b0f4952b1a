"""Wrong models of the values of a transposed convolution (domain notes, section 3, M40 M41 M110 M113 M114)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from exercises.engine import windows
from exercises.engine.conv import correlate
from exercises.engine.transposed import stamp, transposed_conv
from exercises.engine.transposed_sizes import stamped
from exercises.engine.windows import Array
from exercises.frozen import once
from exercises.mistakes.grids import first_difference, rows_of
from exercises.mistakes.signs import minus_dropped
from exercises.question import Mistake
from exercises.text import T, Text, count


@dataclass(frozen=True)
class Stamping:
    """One map and one kernel; all settings are those of both axes."""

    x: Array
    w: Array
    stride: int
    padding: int
    extra: int

    @once
    def right(self) -> Array:
        return self.map_of(self.w)

    @once
    def whole(self) -> Array:
        """All stamps, before anything is cut off."""
        return stamp(self.x, self.w, (self.stride, self.stride))

    def map_of(self, w: Array) -> Array:
        """What another kernel would give."""
        return transposed_conv(self.x, w, (self.stride,) * 2, (self.padding,) * 2, (self.extra,) * 2)

    def mistake(self, slip: str, wrong: Array, sentence: Text) -> Mistake:
        """Points at the first cell that differs, or at the size."""
        place = first_difference(wrong, self.right)
        return Mistake(slip, rows_of(wrong), sentence, f"cell-{place[0]}-{place[1]}" if place else "setup")


def wrong_stamps(given: Stamping) -> Iterator[Mistake]:
    """Maps with one slip each."""
    last = T("Where stamps overlap you kept only the last one. They are added.")
    yield given.mistake("overlap-not-added", _last_stamp_wins(given), last)
    flipped = T("You turned the kernel by 180 degrees. Each input cell stamps the kernel as it is printed.")
    yield given.mistake("kernel-flipped", given.map_of(given.w[::-1, ::-1]), flipped)
    swapped = T("You swapped the kernel's rows and columns. Its first row stays the first row of every stamp.")
    yield given.mistake("kernel-transposed", given.map_of(given.w.T), swapped)
    if min(given.x.shape) >= len(given.w) and not given.padding:
        forward = T("That is an ordinary convolution. The transposed one stamps the kernel and makes more cells.")
        yield given.mistake("transposed-as-convolution", correlate(given.x, given.w), forward)
    yield from (given.mistake(*made) for made in minus_dropped(given.right))
    yield from _stride(given)
    yield from _ends(given)


def _stride(given: Stamping) -> Iterator[Mistake]:
    dense, p = stamp(given.x, given.w), given.padding
    if given.stride == 1 or min(dense.shape) <= 2 * p:
        return
    said = T(
        "You stamped neighbouring cells one cell apart. With stride %(s)s their stamps begin %(s)s cells apart.",
        s=given.stride,
    )
    yield given.mistake("stride-ignored", dense[p : len(dense) - p, p : dense.shape[1] - p], said)


def _ends(given: Stamping) -> Iterator[Mistake]:
    if given.padding:
        whole = count(
            "You kept the border. Padding of a transposed convolution cuts 1 cell off every side.",
            "You kept the border. Padding of a transposed convolution cuts %(n)s cells off every side.",
            given.padding,
        )
        yield given.mistake("padding-not-cropped", given.whole, whole)
        added = T("You put zeros round the result. Padding of a transposed convolution cuts cells off instead.")
        yield given.mistake("padding-added", np.pad(given.whole, given.padding), added)
    if given.extra:
        said = T("The output padding is missing: %(extra)s more below and on the right.", extra=given.extra)
        yield given.mistake("output-padding-ignored", given.right[: -given.extra, : -given.extra], said)


def _last_stamp_wins(given: Stamping) -> Array:
    """The part of the overwritten stamps that the right map keeps."""
    axes = [stamped(n, k, given.stride) for n, k in zip(given.x.shape, given.w.shape, strict=True)]
    out = np.zeros([axis.n + given.extra for axis in axes], int)
    for place, value in np.ndenumerate(given.x):
        out[np.ix_(*map(windows.reads, axes, place))] = value * given.w
    height, width = given.right.shape
    return out[given.padding : given.padding + height, given.padding : given.padding + width]
