"""The four steps of an output size: padded size, span, quotient, answer."""

from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.pictures import Frame, strip_position
from exercises.question import Step
from exercises.text import T


def size_steps(axis: Axis, panel: str = "input") -> tuple[Step, ...]:
    """Steps `padded`, `span`, `quotient`, `answer`; their frames belong on a `strip_panel` of this axis."""
    return (_padded(axis), _span(axis, panel), _quotient(axis, panel), _answer(axis, panel))


def _padded(axis: Axis) -> Step:
    n, p, padded = axis.n, axis.begin, axis.padded
    if not p and not axis.end:
        return Step("padded", T("There is no padding: the window slides over the %(n)s cells of the input.", n=n))
    return Step(
        "padded",
        T(
            "Padding of %(p)s is added on both sides: the window slides over %(padded)s cells.",
            p=p,
            padded=padded,
        ),
        rf"n + 2p = {n} + 2 \cdot {p} = {padded}",
    )


def _span(axis: Axis, panel: str) -> Step:
    return Step(
        "span",
        T(
            "The first window takes up %(k)s of them. The other %(span)s are how far it can move.",
            k=axis.extent,
            span=axis.span,
        ),
        rf"n + 2p - k = {axis.padded} - {axis.extent} = {axis.span}",
        window_frames(axis, [0], panel),
    )


def _quotient(axis: Axis, panel: str) -> Step:
    span, s, q, r = axis.span, axis.stride, axis.quotient, axis.remainder
    formula = (
        rf"\left\lfloor\frac{{n + 2p - k}}{{s}}\right\rfloor = \left\lfloor\frac{{{span}}}{{{s}}}\right\rfloor = {q}"
    )
    if s == 1:
        sentence = T("With stride 1 it moves %(q)s times.", q=q)
    elif r:
        sentence = T(
            "Each move takes %(s)s. That fits %(q)s times; the %(r)s left over are too few for another, "
            "so the quotient is rounded down.",
            s=s,
            q=q,
            r=r,
        )
    else:
        sentence = T("Each move takes %(s)s. That fits exactly %(q)s times.", s=s, q=q)
    return Step("quotient", sentence, formula, window_frames(axis, range(1, axis.out), panel))


def _answer(axis: Axis, panel: str) -> Step:
    q = axis.quotient
    return Step(
        "answer",
        T(
            "The first window and %(q)s moves make %(out)s windows: the output has %(out)s cells.",
            q=q,
            out=axis.out,
        ),
        rf"\left\lfloor\frac{{n + 2p - k}}{{s}}\right\rfloor + 1 = {q} + 1 = {axis.out}",
        window_frames(axis, range(axis.out), panel),
    )


def window_frames(axis: Axis, which: "range | list[int]", panel: str = "input") -> tuple[Frame, ...]:
    """A frame for each of these windows that the strip shows from end to end."""
    frames = []
    for i in which:
        first = windows.start(axis, i)
        left = strip_position(first, axis.n, axis.begin, axis.end)
        right = strip_position(first + axis.extent - 1, axis.n, axis.begin, axis.end)
        if left is not None and right is not None:
            frames.append(Frame(left, 0, right - left + 1, 1, panel=panel))
    return tuple(frames)
