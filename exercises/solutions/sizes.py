"""The steps of an output size on one axis: padded size, span, quotient, the windows one by one, answer."""

from collections.abc import Iterable

from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.pictures import LONGEST_STRIP, Frame, Role, strip_position
from exercises.question import Step
from exercises.text import T, Text, count, run_of

MOST_WINDOWS = 8


def size_steps(axis: Axis, panel: str = "input") -> tuple[Step, ...]:
    """Steps `padded`, `span`, `quotient`, `window-1`..., `answer`; frames belong on a `strip_panel` of this axis.

    A few windows get a step each, see `can_walk`.
    """
    walk = window_walk(axis, panel) if axis.out > 1 and can_walk(axis) else ()
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


def _quotient(axis: Axis, panel: str) -> Step:
    span, s, q = axis.span, axis.stride, axis.quotient
    whole = rf"\left\lfloor\frac{{n + 2p - {covers(axis)}}}{{s}}\right\rfloor"
    formula = rf"{whole} = \left\lfloor\frac{{{span}}}{{{s}}}\right\rfloor = {q}"
    return Step("quotient", _moves(axis), formula, window_frames(axis, [0, 1] if q else [0], panel))


def covers(axis: Axis) -> str:
    """The letter for what a window covers: the kernel k, or its extent E when it is dilated."""
    return "k" if axis.dilation == 1 else "E"


def _moves(axis: Axis) -> Text:
    s, q, r = axis.stride, axis.quotient, axis.remainder
    fits = count("That fits once.", "That fits %(n)s times.", q) if q else T("There is no room for that.")
    if s == 1:
        return T("Each move takes 1 cell. %(fits)s", fits=fits)
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


def window_walk(axis: Axis, panel: str = "input") -> tuple[Step, ...]:
    """A step `window-1`, `window-2`, ... for each window: which cells it reads, with its frame on the strip."""
    return tuple(
        Step(f"window-{i + 1}", reads_of(axis, i), frames=window_frames(axis, [i], panel)) for i in range(axis.out)
    )


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


def reads_of(axis: Axis, i: int, unit: str = "cells") -> Text:
    """What window `i` (0-based) reads, in words; `unit` is "cells", "rows" or "columns"."""
    inside = windows.reads_inside(axis, i)
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
        rf"\left\lfloor\frac{{n + 2p - {covers(axis)}}}{{s}}\right\rfloor + 1 = {q} + 1 = {out}",
        window_frames(axis, [0, 1, out - 1] if out > MOST_WINDOWS else range(out), panel),
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
    """A frame for each of these windows that the strip shows from its first cell on.

    One that sticks out beyond the strip's end (a slip's) is drawn whole.
    """
    frames = []
    for i in which:
        first = windows.start(axis, i)
        left = strip_position(first, axis.n, axis.begin, axis.end)
        last = min(first + axis.extent, axis.n + axis.end) - 1
        right = strip_position(last, axis.n, axis.begin, axis.end)
        if left is not None and right is not None:
            beyond = first + axis.extent - 1 - last
            frames.append(Frame(left, 0, right - left + 1 + beyond, 1, role, panel))
    return tuple(frames)
