"""The steps of the pooled size under the floor rule, PyTorch's ceil mode and Caffe's ceil rule."""

from collections.abc import Iterator

from exercises.engine import windows
from exercises.engine.conventions import Rounding
from exercises.engine.sizes import Axis, sizes_under
from exercises.frozen import changed
from exercises.pictures import Frame, Role
from exercises.question import Step
from exercises.solutions.sizes import window_frames
from exercises.text import T, Text, count


def one_more_sticks_out(axis: Axis) -> int:
    """Cells by which the window that rounding up adds hangs over the edge."""
    return windows.overhang(changed(axis, rounding=Rounding.PURE_CEIL))


def pooled_steps(axis: Axis, rules: tuple[Rounding, ...]) -> Iterator[Step]:
    """Steps `span`, `floor`, `ceil`, `caffe` (when asked), `answer`.

    They stand on a strip with room for the window that hangs over its edge, see `one_more_sticks_out`. That window's
    frame is a slip's where the rule leaves it out; in the last step it stands beside the first and the last whole one.
    """
    span, s, q, r = axis.span, axis.stride, axis.quotient, axis.remainder
    way = count("The window can move over 1 cell.", "The window can move over %(n)s cells.", span)
    yield Step("span", way, rf"n + 2p - k = {axis.padded} - {axis.extent} = {span}", window_frames(axis, [0]))
    down = count(
        "Moves of %(s)s, rounded down: %(q)s. With the first window that makes %(out)s, and 1 cell is left over.",
        "Moves of %(s)s, rounded down: %(q)s. With the first window that makes %(out)s, and %(n)s cells are left over.",
        r,
        s=s,
        q=q,
        out=q + 1,
    )
    whole = rf"\left\lfloor\frac{{{span}}}{{{s}}}\right\rfloor + 1 = {q + 1}"
    yield Step("floor", down, whole, window_frames(axis, [q]))
    up = rf"\left\lceil\frac{{{span}}}{{{s}}}\right\rceil + 1 = {q + 2}"
    less = rf",\quad {q + 2} - 1 = {q + 1}" if _beyond(axis) else ""
    sizes = sizes_under(axis, rules)
    yield Step("ceil", _ceil(axis), up + less, _one_more(axis, sizes[1]))
    if len(rules) > 2:
        yield Step("caffe", _caffe(axis), frames=_one_more(axis, sizes[2]))
    said = T("The sizes are %(sizes)s.", sizes=", ".join(map(str, sizes)))
    yield Step("answer", said, frames=(*window_frames(axis, dict.fromkeys((0, q))), *_one_more(axis, max(sizes))))


def _one_more(axis: Axis, size: int) -> tuple[Frame, ...]:
    """The window that rounding up adds: a slip's, where an output of this size leaves it out."""
    role = Role.WINDOW if size == axis.quotient + 2 else Role.SLIP
    return window_frames(axis, [axis.quotient + 1], role=role)


def _beyond(axis: Axis) -> bool:
    """Whether the window that rounding up adds starts beyond the input."""
    return windows.start(axis, axis.quotient + 1) >= axis.n


def _ceil(axis: Axis) -> Text:
    values = {"first": windows.start(axis, axis.quotient + 1), "last": axis.n - 1, "out": axis.quotient + 1}
    if _beyond(axis):
        return T(
            "Rounded up there is one window more. It would start at %(first)s, beyond the last cell %(last)s, so "
            "PyTorch leaves it out: %(out)s.",
            **values,
        )
    return T(
        "Rounded up there is one window more. It starts at %(first)s, and the last cell is %(last)s, so it counts: "
        "%(more)s.",
        more=axis.quotient + 2,
        **values,
    )


def _caffe(axis: Axis) -> Text:
    size = changed(axis, rounding=Rounding.CAFFE_CEIL).out
    if not _beyond(axis):
        return T("Caffe rounds up too, and this window starts on the input: %(out)s.", out=size)
    if axis.begin:
        return T("Caffe leaves such a window out too, because there is padding: %(out)s.", out=size)
    return T("Caffe leaves such a window out only when there is padding. Here it stays: %(out)s.", out=size)
