"""The named rules on which libraries differ, and who uses which.

Source: domain notes, section 2; checked against PyTorch 2.13, onnxruntime 1.31, TensorFlow 2.21.
"""

import reprlib
from enum import StrEnum
from math import gcd


class Impossible(ValueError):
    """Numbers that no convolution or pooling can have. The message names them and how to mend them."""


def many(n: int, one: str) -> str:
    """A number with what it counts, for the messages of Impossible: `1 cell`, `2 cells`."""
    return f"{n} {one}" if n == 1 else f"{n} {one}s"


def at_least(name: str, value: object, least: int) -> None:
    """Refuse what is not a whole number, or is below `least`, by the name that it has for the caller.

    Nothing but an `int` will do: 6.0 and True equal 6 and 1, so whatever is kept for these would be found by those.
    """
    if type(value) is not int:
        raise Impossible(f"{name} is {reprlib.repr(value)}; write a whole number, such as {_near(value, least)}")
    if value < least:
        raise Impossible(f"{name} is {value}, but must be at least {least}; take {least} or more")


def all_at_least(one: object, **least: int) -> None:
    """The same for several numbers of `one`, each by its own name."""
    for name, bound in least.items():
        at_least(name, getattr(one, name), bound)


def _near(value: object, least: int) -> int:
    """A whole number that may have been meant."""
    try:
        return max(int(value), least)  # type: ignore[call-overload]
    except (TypeError, ValueError, OverflowError):
        return least


def check_groups(groups: int, channels: int, filters: int) -> None:
    """Refuse groups that do not divide input channels and filters."""
    if channels % groups or filters % groups:
        most = gcd(channels, filters)
        others = f"1 or another divisor of {most}" if most > 1 else "1 group"
        raise Impossible(
            f"{groups} groups must divide both {channels} input channels and {filters} filters; take {others}"
        )


class Rounding(StrEnum):
    """How a window that would not fit whole at the end is treated when the output size is computed."""

    FLOOR = "floor"
    """floor(span/s) + 1: dropped. Mathematics, PyTorch and ONNX by default, Caffe convolution."""
    STRICT = "strict"
    """As FLOOR, but a remainder is an error. The CS231n notes."""
    CEIL_CLIP = "ceil-clip"
    """ceil(span/s) + 1, without a window that starts beyond the input. PyTorch and ONNX `ceil_mode`."""
    CAFFE_CEIL = "caffe-ceil"
    """As CEIL_CLIP, but clipped only when there is padding. Caffe pooling."""
    PURE_CEIL = "pure-ceil"
    """ceil(span/s) + 1, whatever it covers. Chainer `cover_all`, MXNet "full"."""

    @classmethod
    def _missing_(cls, value: object) -> "Rounding":
        raise Impossible(f"there is no rounding {value!r}; choose one of {', '.join(cls)}")


class Side(StrEnum):
    """Where the odd zero goes when "same" padding cannot be split evenly."""

    UPPER = "upper"
    """At the end: ONNX SAME_UPPER, TensorFlow, Keras, JAX."""
    LOWER = "lower"
    """At the beginning: ONNX SAME_LOWER."""
