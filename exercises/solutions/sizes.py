"""The steps of an output size on one axis: padded size, span, quotient, the windows one by one, answer."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.frozen import changed
from exercises.pictures import Cell, Frame, Picture, Role
from exercises.question import Step
from exercises.strips import HEAD, LONGEST_STRIP, strip_panel, strip_position
from exercises.text import T, Text, count, run_of
from exercises.words import strip_words

MOST_WINDOWS = 8


def strip_picture(n: int, padding: int = 0, beyond: int = 0) -> Picture:
    """One axis with its padding per side, and `beyond` empty places after it; see `strip_panel`."""
    caption = T("input, with its padding") if padding else T("input")
    panel = strip_panel("input", caption, n, padding, padding, beyond=beyond)
    return Picture((panel,), strip_words(n, padding))


def first_window_picture(axis: Axis) -> Picture:
    """One axis with the same padding at both ends, and a frame round its first window."""
    strip = strip_picture(axis.n, axis.begin)
    panel = changed(strip.panels[0], frames=window_frames(axis, [0]))
    said = count(
        "%(strip)s A frame marks the first window, of 1 cell.",
        "%(strip)s A frame marks the first window, of %(n)s cells.",
        axis.kernel,
        strip=strip.description,
    )
    return Picture((panel,), said)


def size_steps(axis: Axis, panel: str = "input") -> tuple[Step, ...]:
    """Steps `padded`, `span`, `quotient`, the windows, `one-more`, `answer`, on a `strip_panel` of this axis.

    The windows come from `window_walk`, and after them what is left over, if anything is.
    """
    walk = (*window_walk(axis, panel), *left_over(axis, panel))
    return (_padded(axis), _span(axis, panel), _quotient(axis, panel), *walk, _answer(axis, panel))


def _padded(axis: Axis) -> Step:
    n, p, padded = axis.n, axis.begin, axis.padded
    if not p and not axis.end:
        return Step("padded", T("There is no padding: the window slides over the %(n)s cells of the input.", n=n))
    return Step(
        "padded",
        count(
            "Padding adds 1 zero on each side: the window slides over %(padded)s cells.",
            "Padding adds %(n)s zeros on each side: the window slides over %(padded)s cells.",
            p,
            padded=padded,
        ),
        rf"n + 2p = {n} + 2 \cdot {p} = {padded}",
    )


def _span(axis: Axis, panel: str) -> Step:
    left = count(
        "The 1 cell after it is how far it can move.", "The %(n)s cells after it are how far it can move.", axis.span
    )
    return Step(
        "span",
        T(
            "The first window covers %(k)s of them. %(left)s",
            k=axis.extent,
            left=left if axis.span else T("Nothing is left for it to move over."),
        ),
        rf"n + 2p - {covers(axis)} = {axis.padded} - {axis.extent} = {axis.span}",
        window_frames(axis, [0], panel),
    )


def _rule(axis: Axis) -> str:
    return rf"\left\lfloor\frac{{n + 2p - {covers(axis)}}}{{s}}\right\rfloor"


def _quotient(axis: Axis, panel: str) -> Step:
    span, s, q = axis.span, axis.stride, axis.quotient
    formula = rf"{_rule(axis)} = \left\lfloor\frac{{{span}}}{{{s}}}\right\rfloor = {q}" if s > 1 else ""
    return Step("quotient", _moves(axis), formula, window_frames(axis, [0, 1] if q else [0], panel))


def covers(axis: Axis) -> str:
    """The letter for what a window covers: the kernel k, or its extent E when it is dilated."""
    return "k" if axis.dilation == 1 else "E"


def _moves(axis: Axis) -> Text:
    s, q, r = axis.stride, axis.quotient, axis.remainder
    fits = count("That fits once.", "That fits %(n)s times.", q) if q else T("There is no room for that.")
    if s == 1:
        return T("Each move takes 1 cell, so that nothing is divided. %(fits)s", fits=fits)
    if not r:
        return T("Each move takes %(s)s cells. %(fits)s Nothing is left over.", s=s, fits=fits)
    left = count(
        "The 1 cell left over is too little for another move, so the quotient is rounded down.",
        "The %(n)s cells left over are too few for another move, so the quotient is rounded down.",
        r,
    )
    return T("Each move takes %(s)s cells. %(fits)s %(left)s", s=s, fits=fits, left=left)


def can_walk(axis: Axis) -> bool:
    """Whether the windows are few, and the strip shows all of them."""
    return axis.out <= MOST_WINDOWS and axis.padded <= LONGEST_STRIP


def walked(axis: Axis) -> Sequence[int]:
    """The windows that are stepped through: all of a few, otherwise the first, the second and the last."""
    return range(axis.out) if can_walk(axis) else sorted({0, min(1, axis.out - 1), axis.out - 1})


def window_walk(axis: Axis, panel: str = "input", which: Iterable[int] | None = None) -> tuple[Step, ...]:
    """A step `window-1`, `window-2`, ... for each of `walked`: which cells it reads, with its frame on the strip."""
    return tuple(
        Step(f"window-{i + 1}", reads_of(axis, i), frames=window_frames(axis, [i], panel))
        for i in (walked(axis) if which is None else which)
    )


def left_over(axis: Axis, panel: str = "input") -> tuple[Step, ...]:
    """A step `one-more` that marks the cells behind the last window; none when nothing is left over."""
    return (Step("one-more", no_room(axis), cells=cells_behind(axis, panel)),) if axis.remainder else ()


_NO_ROOM = {
    "cells": (
        T("One more window would need %(s)s more cells, but only 1 is left over behind window %(out)s."),
        T("One more window would need %(s)s more cells, but only %(n)s are left over behind window %(out)s."),
    ),
    "rows": (
        T("Down, one more window would need %(s)s more rows, but only 1 is left over below window %(out)s."),
        T("Down, one more window would need %(s)s more rows, but only %(n)s are left over below window %(out)s."),
    ),
    "columns": (
        T("Across, one more window would need %(s)s more columns, but only 1 is left over after window %(out)s."),
        T("Across, one more window would need %(s)s more columns, but only %(n)s are left over after window %(out)s."),
    ),
}


def no_room(axis: Axis, unit: str = "cells") -> Text:
    """Why no further window fits, for an axis with a remainder; zeros of the padding are counted too."""
    one, many = _NO_ROOM[unit]
    return count(one.id, many.id, axis.remainder, out=axis.out, s=axis.stride)


def cells_behind(axis: Axis, panel: str = "input") -> tuple[Cell, ...]:
    """The cells of the strip, real or zero, behind the last window: marked as unread."""
    beyond = windows.start(axis, axis.out - 1) + axis.extent
    places = [(p, strip_position(p, axis.n, axis.begin, axis.end)) for p in range(beyond, axis.n + axis.end)]
    return tuple(Cell(x, 0, str(p) if 0 <= p < axis.n else "", Role.UNREAD, panel) for p, x in places if x is not None)


def one_more(axis: Axis) -> int:
    """Cells by which one more window would stick out, when something is left over; otherwise 0."""
    return axis.stride - axis.remainder if axis.remainder else 0


_READS = {
    "cells": (
        (T("Window %(i)s of %(all)s reads cell %(which)s."), T("Window %(i)s of %(all)s reads cells %(which)s.")),
        (
            T("Window %(i)s of %(all)s reads cell %(which)s; the rest of it lies in the padding."),
            T("Window %(i)s of %(all)s reads cells %(which)s; the rest of it lies in the padding."),
        ),
    ),
    "rows": (
        (
            T("Down, window %(i)s of %(all)s reads row %(which)s."),
            T("Down, window %(i)s of %(all)s reads rows %(which)s."),
        ),
        (
            T("Down, window %(i)s of %(all)s reads row %(which)s; the rest of it lies in the padding."),
            T("Down, window %(i)s of %(all)s reads rows %(which)s; the rest of it lies in the padding."),
        ),
    ),
    "columns": (
        (
            T("Across, window %(i)s of %(all)s reads column %(which)s."),
            T("Across, window %(i)s of %(all)s reads columns %(which)s."),
        ),
        (
            T("Across, window %(i)s of %(all)s reads column %(which)s; the rest of it lies in the padding."),
            T("Across, window %(i)s of %(all)s reads columns %(which)s; the rest of it lies in the padding."),
        ),
    ),
}


@lru_cache(maxsize=4096, typed=True)
def reads_of(axis: Axis, i: int, unit: str = "cells") -> Text:
    """What window `i` (0-based) reads, in words; `unit` is "cells", "rows" or "columns".

    Kept, since each height meets each width.
    """
    inside = windows.reads_inside(axis, i)
    if not inside:
        return T("Window %(i)s of %(all)s lies in the padding.", i=i + 1, all=axis.out)
    one, many = _READS[unit][len(inside) < axis.kernel]
    return count(one.id, many.id, len(inside), i=i + 1, all=axis.out, which=run_of(inside))


def _answer(axis: Axis, panel: str) -> Step:
    q, out = axis.quotient, axis.out
    many = count(
        "The first window and 1 move make %(out)s windows: the output has %(out)s cells.",
        "The first window and %(n)s moves make %(out)s windows: the output has %(out)s cells.",
        q,
        out=out,
    )
    return Step(
        "answer",
        many if q else T("There is only the first window: the output has %(out)s cell.", out=out),
        f"{_rule(axis) if axis.stride > 1 else f'n + 2p - {covers(axis)}'} + 1 = {q} + 1 = {out}",
        window_frames(axis, walked(axis), panel),
    )


def extent_step(axis: Axis, panel: str = "input") -> Step:
    """The step `extent` of a dilated kernel, with a frame round each tap of the first window."""
    k, d, extent = axis.kernel, axis.dilation, axis.extent
    return Step(
        "extent",
        T(
            "The last of the %(k)s taps lies %(gaps)s × %(d)s cells after the first: the kernel covers %(extent)s "
            "cells.",
            k=k,
            gaps=k - 1,
            d=d,
            extent=extent,
        ),
        rf"E = d(k - 1) + 1 = {d} \cdot {k - 1} + 1 = {extent}",
        tap_frames(axis, 0, panel),
    )


def tap_frames(axis: Axis, i: int, panel: str = "input") -> tuple[Frame, ...]:
    """One frame for each tap of window `i` that the strip shows: a dilated kernel has gaps."""
    places = (strip_position(tap, axis.n, axis.begin, axis.end) for tap in windows.reads(axis, i))
    return tuple(Frame(place, 0, 1, 1, panel=panel) for place in places if place is not None)


def window_frames(
    axis: Axis, which: Iterable[int], panel: str = "input", role: Role = Role.WINDOW
) -> tuple[Frame, ...]:
    """A frame for each of these windows of which the strip shows an end.

    One that sticks out beyond the strip's end (a slip's) is drawn whole; one that runs into the gap ends there.
    """
    return tuple([frame for i in which if (frame := _window_frame(axis, i, panel, role))])


@lru_cache(maxsize=1024, typed=True)
def _window_frame(axis: Axis, i: int, panel: str, role: Role) -> Frame | None:
    """None where the strip shows no end of it. Kept, since several steps of one solution show the same window."""
    first = windows.start(axis, i)
    left, right = (strip_position(p, axis.n, axis.begin, axis.end) for p in (first, first + axis.extent - 1))
    if left is None and right is None:
        return None
    left, right = (HEAD if end is None else end for end in (left, right))
    return Frame(left, 0, right - left + 1, 1, role, panel)
