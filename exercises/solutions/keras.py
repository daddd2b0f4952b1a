"""The steps of the sizes under "valid" and "same"."""

from collections.abc import Iterator

from exercises.engine.sizes import Axis, same_size
from exercises.question import Step
from exercises.solutions.axes import size_formula
from exercises.solutions.sizes import extent_step, window_frames
from exercises.text import T, Text, count


def rules_steps(axis: Axis) -> Iterator[Step]:
    """Steps `extent` (when dilated), `valid`, `same`, `answer` on a `strip_panel` without padding."""
    same = same_size(axis.n, axis.stride)
    if axis.dilation > 1:
        yield extent_step(axis)
    valid = count(
        "“Valid” pads nothing: only windows that lie wholly on the input count, and there is 1 of them.",
        "“Valid” pads nothing: only windows that lie wholly on the input count, and there are %(n)s of them.",
        axis.out,
    )
    yield Step("valid", valid, size_formula(axis), window_frames(axis, [0, axis.out - 1]))
    formula = rf"\left\lceil\frac{{n}}{{s}}\right\rceil = \left\lceil\frac{{{axis.n}}}{{{axis.stride}}}\right\rceil"
    yield Step("same", _same(axis), rf"{formula} = {same}")
    said = T("“Valid” gives %(valid)s, “same” gives %(same)s.", valid=axis.out, same=same)
    yield Step("answer", said)


def _same(axis: Axis) -> Text:
    if axis.stride == 1:
        return T("“Same” pads so that the size stays as it is, whatever the kernel.")
    return T(
        "“Same” pads so that every %(s)s cells give one, also the last few. The kernel does not matter.", s=axis.stride
    )
