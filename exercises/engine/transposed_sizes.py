"""Output lengths of transposed convolutions on one axis, in cells (Dumoulin and Visin 2016; PyTorch, ONNX, Keras)."""

from functools import lru_cache

from exercises.engine.conventions import Impossible, at_least
from exercises.engine.sizes import Axis, same_size


@lru_cache(maxsize=4096, typed=True)
def transposed_size(
    n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1, output_padding: int = 0
) -> int:
    """Output length of a transposed convolution: (n - 1) * s + extent - 2p + output padding (PyTorch, ONNX).

    By hand: transposed_size(14, 3, 2, 1, output_padding=1) == 28. Raises Impossible for an output padding that is
    not smaller than the stride or the dilation (PyTorch's rule), and when the padding cuts everything off.
    """
    spread = stamped(n, kernel, stride, dilation)
    at_least("padding", padding, 0)
    at_least("output padding", output_padding, 0)
    if output_padding >= max(stride, dilation):
        raise Impossible(
            f"output padding {output_padding} must be at least 0 and smaller than the stride {stride} "
            f"or the dilation {dilation}"
        )
    if spread.n + output_padding <= 2 * padding:
        raise Impossible(
            f"padding {padding} cuts {2 * padding} cells off, but only {spread.n + output_padding} were made; "
            "use less padding or a larger kernel"
        )
    return spread.n - 2 * padding + output_padding


@lru_cache(maxsize=4096, typed=True)
def stamped(n: int, kernel: int, stride: int = 1, dilation: int = 1) -> Axis:
    """The axis on which the windows of `n` input cells lie side by side, before padding is cut off.

    Its window i is where cell i of the input is written. By hand: stamped(3, 3, 2).n == 7.
    """
    extent = Axis(n, kernel, stride, dilation=dilation).extent
    return Axis((n - 1) * stride + extent, kernel, stride, dilation=dilation)


def cropped(stamps: Axis, padding: int) -> Axis:
    """The same axis with so many cells cut off at each end: a convolution with this padding goes back over it.

    By hand: cropped(stamped(3, 3, 2), 1).n == 5. Raises Impossible where nothing is left.
    """
    n, kernel, stride, dilation = stamps.n - 2 * padding, stamps.kernel, stamps.stride, stamps.dilation
    return Axis.symmetric(n, kernel, stride, padding, dilation)


def keras_transposed_size(
    n: int, kernel: int, stride: int = 1, same: bool = False, output_padding: int | None = None
) -> int:
    """Output length of Keras Conv2DTranspose: n * s, and max(k - s, 0) more for "valid".

    With an output padding it is (n - 1) * s + k + output padding, for "same" without 2 * floor(k / 2) of these. Raises
    Impossible for an output padding that is not smaller than the stride, and where a convolution with "same" would not
    lead back to `n` cells, which TensorFlow refuses (both seen with Keras 3.15 on TensorFlow 2.21; where nothing at all
    is left, Keras gives an empty map).
    """
    Axis(n, kernel, stride)
    if output_padding is None:
        return n * stride if same else n * stride + max(kernel - stride, 0)
    at_least("output padding", output_padding, 0)
    if output_padding >= stride:
        raise Impossible(f"output padding {output_padding} must be at least 0 and smaller than the stride {stride}")
    size = (n - 1) * stride + kernel + output_padding - 2 * (kernel // 2 if same else 0)
    if same and same_size(size, stride) != n:
        raise Impossible(
            f'{size} cells with "same" and stride {stride} lead back to {same_size(size, stride)} and not to {n}; '
            "take another output padding, or none"
        )
    return size
