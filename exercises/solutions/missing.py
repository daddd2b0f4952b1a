"""The steps of a missing number: the moves, the room they need, the number, and its neighbours as a check."""

from collections.abc import Iterator, Sequence

from exercises.engine.inverse import setting, size_with
from exercises.engine.sizes import Axis
from exercises.question import Step
from exercises.text import T, Text, count

LETTERS = {"n": "n", "kernel": "k", "stride": "s", "padding": "p"}


def missing_steps(name: str, axes: Sequence[Axis]) -> Iterator[Step]:
    """Steps `moves` and `room` for each axis, `check`, `answer`."""
    for number, axis in enumerate(axes, 1):
        suffix = "" if len(axes) == 1 else f"-{number}"
        moves = count(
            "%(out)s cells are the first window and 1 move.",
            "%(out)s cells are the first window and %(n)s moves.",
            axis.quotient,
            out=axis.out,
        )
        yield Step(f"moves{suffix}", moves, rf"\left\lfloor\frac{{n + 2p - k}}{{s}}\right\rfloor = {axis.quotient}")
        yield Step(f"room{suffix}", _room_said(name, axis), _room(name, axis))
    value = setting(axes[0], name)
    yield Step("check", _neighbours(name, axes, value))
    yield Step("answer", ANSWERS[name].filled(value=value), f"{LETTERS[name]} = {value}")


ANSWERS = {
    "n": T("The input has %(value)s cells."),
    "kernel": T("The kernel has %(value)s cells."),
    "stride": T("The stride is %(value)s."),
    "padding": T("The padding on each side is %(value)s."),
}


def _room_said(name: str, axis: Axis) -> Text:
    if axis.stride == 1 and name != "stride":
        return T("Each move takes 1 cell, so that is all the room there is after the first window.")
    if name == "stride":
        return count("The window can move over 1 cell.", "The window can move over %(n)s cells.", axis.span)
    return T(
        "There is room for %(moves)s moves of %(s)s and not for one more: between %(low)s and %(high)s cells.",
        moves=axis.quotient,
        s=axis.stride,
        low=axis.quotient * axis.stride,
        high=(axis.quotient + 1) * axis.stride - 1,
    )


def _room(name: str, axis: Axis) -> str:
    n = "n" if name == "n" else str(axis.n)
    p = "2p" if name == "padding" else str(2 * axis.begin)
    k = "k" if name == "kernel" else str(axis.kernel)
    span = f"{n} - {k}" if p == "0" else f"{n} + {p} - {k}"
    low = axis.quotient * axis.stride
    if name == "stride":
        return rf"\left\lfloor\frac{{{axis.span}}}{{s}}\right\rfloor = {axis.quotient}"
    if axis.stride == 1:
        return f"{span} = {low}"
    return rf"{low} \le {span} \le {low + axis.stride - 1}"


def _neighbours(name: str, axes: Sequence[Axis], value: int) -> Text:
    """What the numbers just below and above it would make."""
    made = [(other, out) for other in (value - 1, value + 1) if (out := _made(name, axes, other))]
    values = {"letter": LETTERS[name], "value": value, "right": _made(name, axes, value)}
    if len(made) == 2:
        (less, below), (more, above) = made
        return T(
            "Only %(letter)s = %(value)s makes %(right)s. With %(less)s it would be %(below)s, with %(more)s it would "
            "be %(above)s.",
            less=less,
            below=below,
            more=more,
            above=above,
            **values,
        )
    if made:
        other, wrong = made[0]
        return T(
            "Only %(letter)s = %(value)s makes %(right)s: with %(other)s it would be %(wrong)s.",
            other=other,
            wrong=wrong,
            **values,
        )
    return T("Only %(letter)s = %(value)s makes %(right)s.", **values)


def _made(name: str, axes: Sequence[Axis], value: int) -> str:
    """The sizes with this number, `7, 16`; empty when it cannot be tried."""
    if value < (0 if name == "padding" else 1):
        return ""
    sizes = [size_with(axis, name, value) for axis in axes]
    return ", ".join(map(str, sizes)) if all(sizes) else ""
