"""The steps of a padding that keeps the size, and of the pads of SAME_UPPER and SAME_LOWER."""

from collections.abc import Iterator

from exercises.answers import Value
from exercises.engine.sizes import Axis
from exercises.pictures import Frame, Panel
from exercises.question import Step
from exercises.solutions.sizes import (
    covers,
    extent_step,
    left_over,
    reads_of,
    tap_frames,
    window_frames,
    window_walk,
)
from exercises.strips import LONGEST_STRIP, TAIL, strip_panel
from exercises.text import T, count


def padded_strip(axis: Axis) -> Panel:
    """The input with its right pads, for the frames of the steps here."""
    return strip_panel("input", T("input, with the padding it needs"), axis.n, axis.begin, axis.end)


def lengths_shown(extent: int) -> tuple[int, int]:
    """The shortest and the longest input to draw, so that `padded_strip` shows both end windows whole at stride 1."""
    return (12, 48) if extent <= TAIL else (8, max(LONGEST_STRIP - extent + 1, 8))


def keeping_steps(axis: Axis, wanted: Value) -> Iterator[Step]:
    """Steps `extent` (when dilated) or `rule`, `total`, `shared`, the first and the last window, `answer` at stride 1.

    `wanted` is (total, share) or one number.
    """
    total = axis.extent - 1
    yield _rule(axis) if axis.dilation == 1 else extent_step(axis)
    yield _taken_away(axis)
    shares = isinstance(wanted, tuple)
    yield _shared(total, axis) if shares else _per_side(total, axis)
    yield from (Step(f"window-{i + 1}", reads_of(axis, i), frames=_framed(axis, i)) for i in sorted({0, axis.out - 1}))
    yield _kept(total, shares, axis)


def _framed(axis: Axis, i: int) -> tuple[Frame, ...]:
    return window_frames(axis, [i]) if axis.dilation == 1 else tap_frames(axis, i)


def _rule(axis: Axis) -> Step:
    said = T(
        "With stride 1 a window starts on every cell up to the last one where it fits. The starts that are missing at "
        "the end are what the padding must make up for."
    )
    return Step("rule", said, frames=window_frames(axis, [0]))


def _taken_away(axis: Axis) -> Step:
    total = axis.extent - 1
    said = count(
        "With stride 1 a window of %(extent)s takes away 1 cell, so 1 zero is needed in all.",
        "With stride 1 a window of %(extent)s takes away %(n)s cells, so %(n)s zeros are needed in all.",
        total,
        extent=axis.extent,
    )
    formula = rf"{covers(axis)} - 1 = {axis.extent} - 1 = {total}"
    return Step("total", said, formula, window_frames(axis, [0, axis.out - 1]))


def _per_side(total: int, axis: Axis) -> Step:
    return Step(
        "shared",
        T("Half of the %(total)s zeros go on each side: padding %(p)s.", total=total, p=total // 2),
        rf"p = \frac{{{covers(axis)} - 1}}{{2}} = \frac{{{total}}}{{2}} = {total // 2}",
        window_frames(axis, [0, axis.out - 1]),
    )


def _shared(total: int, axis: Axis) -> Step:
    less, more = total // 2, total - total // 2
    if total % 2:
        said = T(
            "%(total)s is odd. Pads of %(less)s and %(more)s keep the size, and so do %(more)s and %(less)s: the odd "
            "zero goes to either end.",
            total=total,
            less=less,
            more=more,
        )
    else:
        said = T("%(total)s is even. It is shared in equal parts: %(less)s at each end.", total=total, less=less)
    return Step("shared", said, rf"{total} = {less} + {more}", window_frames(axis, [0, axis.out - 1]))


def _kept(total: int, shares: bool, axis: Axis) -> Step:
    values = {"n": axis.out, "total": total, "p": total // 2}
    if not shares:
        said = T("Padding of %(p)s on each side keeps the size: %(n)s windows for %(n)s cells.", **values)
    elif total % 2:
        said = T("With the odd zero at either end the size is kept: %(n)s windows for %(n)s cells.", **values)
    else:
        said = T("%(total)s zeros in equal parts keep the size: %(n)s windows for %(n)s cells.", **values)
    return Step("answer", said, "", window_frames(axis, [0, axis.out - 1]))


def same_steps(axis: Axis, upper: bool) -> tuple[Step, ...]:
    """Steps `size`, `total`, `shared`, the windows, `one-more`, `answer` for an axis with the right pads."""
    n, s = axis.n, axis.stride
    size = Step(
        "size",
        T(
            "“Same” divides the input by the stride and rounds up, whatever the kernel: the output has %(out)s cells.",
            out=axis.out,
        ),
        rf"o = \left\lceil\frac{{n}}{{s}}\right\rceil = \left\lceil\frac{{{n}}}{{{s}}}\right\rceil = {axis.out}",
    )
    return (size, _total(axis), _ends(axis, upper), *window_walk(axis), *left_over(axis), _pads(axis))


def _total(axis: Axis) -> Step:
    n, k, s, out = axis.n, axis.kernel, axis.stride, axis.out
    reach, raw = (out - 1) * s + k, (out - 1) * s + k - n
    needs = count(
        "The last window starts %(start)s cells after the first: all need %(reach)s cells, and 1 is missing.",
        "The last window starts %(start)s cells after the first: all need %(reach)s cells, and %(n)s are missing.",
        raw,
        start=(out - 1) * s,
        reach=reach,
    )
    enough = T(
        "The last window starts %(start)s cells after the first: all need %(reach)s cells. The input has "
        "%(n)s, so no zero is needed.",
        start=(out - 1) * s,
        reach=reach,
        n=n,
    )
    total = axis.begin + axis.end
    cut = "" if raw >= 0 else " < 0"
    return Step(
        "total",
        needs if total else enough,
        rf"(o - 1)s + k - n = {out - 1} \cdot {s} + {k} - {n} = {raw}{cut}",
        window_frames(axis, [0, out - 1]),
    )


def _ends(axis: Axis, upper: bool) -> Step:
    total = axis.begin + axis.end
    pads = {"begin": axis.begin, "end": axis.end, "total": total}
    if total % 2 == 0:
        said = T("The %(total)s zeros are shared equally: %(begin)s at the beginning and %(end)s at the end.", **pads)
        if not total:
            said = T("So there are %(begin)s at the beginning and %(end)s at the end.", **pads)
    elif upper:
        said = T("SAME_UPPER puts the odd one at the end: %(begin)s at the beginning, %(end)s at the end.", **pads)
    else:
        said = T("SAME_LOWER puts the odd one at the beginning: %(begin)s there, %(end)s at the end.", **pads)
    return Step("shared", said, "", window_frames(axis, [0, axis.out - 1]))


def _pads(axis: Axis) -> Step:
    begin, end = axis.begin, axis.end
    said = T("The pads are %(begin)s at the beginning and %(end)s at the end.", begin=begin, end=end)
    return Step("answer", said, f"({begin}, {end})", window_frames(axis, [0, axis.out - 1]))
