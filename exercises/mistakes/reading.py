"""Wrong models of what a window reads, and of who reads a cell (K18; M13, M42, M43)."""

from collections.abc import Iterator

from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.frozen import changed
from exercises.question import Mistake
from exercises.text import T, Text, count, minus


def wrong_cells(axis: Axis, i: int) -> Iterator[Mistake]:
    """Wrong sets of the cells that window `i` reads."""
    right = windows.reads_inside(axis, i)
    for slip, other, sentence in _misread(axis):
        if other.fits and i < other.out:
            yield Mistake(slip, tuple(windows.reads_inside(other, i)), sentence, "start")
    if i:
        yield Mistake("counted-from-one", tuple(windows.reads_inside(axis, i - 1)), counted_from_one(i), "start")
    shifted = T("You counted from 1. The first cell of the input has the number 0.")
    yield Mistake("counted-from-one", tuple(position + 1 for position in right), shifted, "taps")
    yield from _taps(axis, i)


def counted_from_one(i: int) -> Text:
    """Of output cell `i`, which is not the first."""
    return count(
        "You counted from 1. Output cell 1 is the second one.",
        "You counted from 1. Output cell %(n)s is the one after the first %(n)s.",
        i,
    )


def _taps(axis: Axis, i: int) -> Iterator[Mistake]:
    first, extent = windows.start(axis, i), axis.extent
    if axis.dilation > 1:
        gaps = T(
            "You filled the gaps. The taps lie %(d)s cells apart, and nothing between them is read.", d=axis.dilation
        )
        filled = tuple(position for position in range(first, first + extent) if 0 <= position < axis.n)
        yield Mistake("gaps-filled", filled, gaps, "taps")
    outside = [position for position in windows.reads(axis, i) if not 0 <= position < axis.n]
    if outside:
        listed = T("You listed places in the padding. They hold zeros and have no number: leave them out.")
        yield Mistake("padding-counted", tuple(windows.reads(axis, i)), listed, "taps")
    long = T(
        "Your window is one cell too long. It starts at %(first)s and has %(k)s taps.",
        first=minus(first),
        k=axis.kernel,
    )
    longer = [*windows.reads(axis, i), first + extent - 1 + axis.dilation]
    yield Mistake("window-too-long", tuple(p for p in longer if 0 <= p < axis.n), long, "taps")


def wrong_readers(axis: Axis, position: int) -> Iterator[Mistake]:
    """Wrong sets of the windows that read the cell at `position`."""
    right = windows.readers(axis, position)
    for slip, other, sentence in _misread(axis):
        if other.fits:
            yield Mistake(slip, tuple(i for i in windows.readers(other, position)), sentence, "start")
    one = T("You counted from 1. The first cell of the output has the number 0.")
    yield Mistake("counted-from-one", tuple(i + 1 for i in right), one, "answer")
    if position:
        before = count(
            "You counted from 1. Cell 1 is the second one.",
            "You counted from 1. Cell %(n)s is the one after the first %(n)s.",
            position,
        )
        yield Mistake("counted-from-one", tuple(windows.readers(axis, position - 1)), before, "start")
    if axis.dilation > 1:
        gaps = T("You filled the gaps. A dilated window passes over cells between its taps without reading them.")
        over = [i for i in range(axis.out) if windows.start(axis, i) <= position < windows.start(axis, i) + axis.extent]
        yield Mistake("gaps-filled", tuple(over), gaps, "answer")
    if len(right) > 1:
        several = T("More than one window reads this cell: windows overlap when they are longer than the stride.")
        for only in right:
            yield Mistake("one-reader-only", (only,), several, "answer")


def _misread(axis: Axis) -> Iterator[tuple[str, Axis, Text]]:
    """(slip, the axis as it would be, sentence)."""
    s, p, d = axis.stride, axis.begin, axis.dilation
    if s > 1:
        still = T("You moved the window one cell at a time. With stride %(s)s window i starts %(s)s × i cells on.", s=s)
        yield "stride-ignored", changed(axis, stride=1), still
        skip = T("You skipped %(s)s cells between windows. A stride of %(s)s moves the window by %(s)s.", s=s)
        yield "skipped-stride", changed(axis, stride=s + 1), skip
    if p:
        bare = T("You left the padding out. Window 0 starts in it, at −%(p)s.", p=p)
        # The windows are moved, and there are as many of them as before.
        yield "padding-ignored", changed(axis, begin=0, end=2 * p), bare
    if d > 1:
        dense = T("You left the dilation out. Neighbouring taps lie %(d)s cells apart.", d=d)
        yield "dilation-ignored", changed(axis, dilation=1), dense
