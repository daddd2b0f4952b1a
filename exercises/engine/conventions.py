"""The named rules on which libraries differ, and who uses which.

Source: domain notes, section 2; checked against PyTorch 2.13, onnxruntime 1.31, TensorFlow 2.21.
"""

from enum import StrEnum


class Impossible(ValueError):
    """Numbers that no convolution or pooling can have. The message names them and how to mend them."""


def many(n: int, one: str) -> str:
    """A number with what it counts, for the messages of Impossible: `1 cell`, `2 cells`."""
    return f"{n} {one}" if n == 1 else f"{n} {one}s"


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


class Side(StrEnum):
    """Where the odd zero goes when "same" padding cannot be split evenly."""

    UPPER = "upper"
    """At the end: ONNX SAME_UPPER, TensorFlow, Keras, JAX."""
    LOWER = "lower"
    """At the beginning: ONNX SAME_LOWER."""
