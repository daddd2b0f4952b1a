"""One axis: output length, the pads for "same", and the numbers on the way there.

All lengths are counted in cells. Formula (Dumoulin and Visin 2016, and the PyTorch documentation of Conv2d):
out = floor((n + begin + end - extent) / stride) + 1 with extent = dilation * (kernel - 1) + 1.
"""

from functools import lru_cache

from exercises.engine.conventions import Impossible, Rounding, Side, at_least, many
from exercises.frozen import frozen, once


@frozen
class Axis:
    """One axis of a convolution or pooling: `n` input cells, pads in cells, and a window that moves.

    Raises Impossible for lengths below 1, for negative pads, for what is no whole number (6.0 and True neither, though
    they equal 6 and 1), and for a rounding that has no name. By hand: Axis(7, 3, 2).out == 3.
    """

    n: int
    kernel: int
    stride: int = 1
    begin: int = 0
    end: int = 0
    dilation: int = 1
    rounding: Rounding = Rounding.FLOOR

    def __post_init__(self) -> None:
        n, kernel, stride = self.n, self.kernel, self.stride
        begin, end, dilation = self.begin, self.end, self.dilation
        plain = type(n) is type(kernel) is type(stride) is type(begin) is type(end) is type(dilation) is int
        if not plain or n < 1 or kernel < 1 or stride < 1 or begin < 0 or end < 0 or dilation < 1:
            self._refuse()
        if type(self.rounding) is not Rounding:
            self.__dict__["rounding"] = Rounding(self.rounding)

    def _refuse(self) -> None:
        for name in ("n", "kernel", "stride", "dilation"):
            at_least(name, getattr(self, name), 1)
        if type(self.begin) is type(self.end) is int:
            raise Impossible(f"the pads are {self.begin} and {self.end}, but cannot be negative; take 0 or more")
        at_least("padding", self.begin if type(self.begin) is not int else self.end, 0)

    @classmethod
    def symmetric(
        cls,
        n: int,
        kernel: int,
        stride: int = 1,
        padding: int = 0,
        dilation: int = 1,
        rounding: Rounding = Rounding.FLOOR,
    ) -> "Axis":
        """Padding per side, as PyTorch's `padding=` counts it. The same numbers are the same axis, worked out once."""
        if rounding is Rounding.FLOOR:
            return _symmetric(n, kernel, stride, padding, dilation)
        return _symmetric(n, kernel, stride, padding, dilation, rounding)

    @once
    def extent(self) -> int:
        """Cells from the first tap of the kernel to its last, both counted."""
        return self.dilation * (self.kernel - 1) + 1

    @once
    def padded(self) -> int:
        return self.n + self.begin + self.end

    @once
    def fits(self) -> bool:
        """Whether the window fits into the padded input at least once."""
        return self.extent <= self.padded

    @once
    def span(self) -> int:
        """How far the window can move: padded - extent. Raises Impossible when it does not fit at all."""
        if not self.fits:
            raise Impossible(
                f"the kernel covers {self.extent} cells, but the padded input has only {self.padded}; "
                f"use a kernel of at most {(self.padded - 1) // self.dilation + 1}, or more padding"
            )
        return self.padded - self.extent

    @once
    def quotient(self) -> int:
        return self.span // self.stride

    @once
    def remainder(self) -> int:
        """Padded cells at the end that no window reaches under FLOOR."""
        return self.span % self.stride

    @once
    def out(self) -> int:
        """Output length under this axis's rounding rule. Raises Impossible for a remainder under STRICT."""
        if self.rounding is Rounding.FLOOR:
            return self.quotient + 1
        if self.rounding is Rounding.STRICT and self.remainder:
            left = f"{many(self.remainder, 'cell')} {'is' if self.remainder == 1 else 'are'} left over"
            raise Impossible(
                f"a stride of {self.stride} does not fit a span of {self.span}: {left}; "
                "change the padding or use the floor rule"
            )
        return self.quotient + 1 if self.rounding is Rounding.STRICT else self._ceiled()

    @once
    def taps(self) -> int:
        """Cells that all windows read, each as often as it is read."""
        return self.out * self.kernel

    @once
    def reach(self) -> int:
        """Padded cells, and those beyond them that the last window of a ceil rule sticks out over."""
        return max(self.padded, (self.out - 1) * self.stride + self.extent)

    @once
    def bare(self) -> bool:
        """Whether there is neither padding nor an overhang, so that windows read the input as it is."""
        return self.reach == self.n

    @once
    def inside(self) -> slice:
        """Where the real cells lie in the padded ones."""
        return slice(self.begin, self.begin + self.n)

    @once
    def runs(self) -> tuple[slice, ...]:
        """For each tap the cells that it reads, window after window, counted from the first of the padding."""
        moved = (self.out - 1) * self.stride + 1
        return tuple(slice(first, first + moved, self.stride) for first in range(0, self.extent, self.dilation))

    def _ceiled(self) -> int:
        size = -(-self.span // self.stride) + 1
        clips = self.rounding is Rounding.CEIL_CLIP or (
            self.rounding is Rounding.CAFFE_CEIL and bool(self.begin or self.end)
        )
        starts_outside = (size - 1) * self.stride >= self.n + self.begin
        return size - 1 if clips and starts_outside else size


@lru_cache(maxsize=16384, typed=True)
def _symmetric(
    n: int, kernel: int, stride: int, padding: int, dilation: int, rounding: Rounding = Rounding.FLOOR
) -> Axis:
    return Axis(n, kernel, stride, padding, padding, dilation, rounding)


def size_of(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    """Output length under FLOOR, 0 when the window does not fit: for many settings of which only the size is wanted.

    By hand: size_of(7, 3, 2) == 3.
    """
    plain = type(n) is type(kernel) is type(stride) is type(padding) is type(dilation) is int
    if not plain or n < 1 or kernel < 1 or stride < 1 or padding < 0 or dilation < 1:
        Axis(n, kernel, stride, padding, padding, dilation)  # which says what is wrong
    span = n + 2 * padding - dilation * (kernel - 1) - 1
    return span // stride + 1 if span >= 0 else 0


@lru_cache(maxsize=4096)
def sizes_under(axis: Axis, rules: tuple[Rounding, ...]) -> tuple[int, ...]:
    """The output length under each of several rounding rules."""
    n, kernel, stride, begin, end, dilation = axis.n, axis.kernel, axis.stride, axis.begin, axis.end, axis.dilation
    return tuple(Axis(n, kernel, stride, begin, end, dilation, rule).out for rule in rules)


def same_size(n: int, stride: int) -> int:
    """Output length under SAME_UPPER and SAME_LOWER: ceil(n / stride) (ONNX Conv, TensorFlow "SAME")."""
    at_least("n", n, 1)
    at_least("stride", stride, 1)
    return -(-n // stride)


def same_total(n: int, kernel: int, stride: int = 1, dilation: int = 1) -> int:
    """Zeros that "same" needs on one axis, both sides together; never negative.

    max((ceil(n/s) - 1) * s + extent - n, 0). By hand: same_total(28, 3, 2) == 1.
    """
    extent = Axis(n, kernel, stride, dilation=dilation).extent
    return max((same_size(n, stride) - 1) * stride + extent - n, 0)


def same_pads(n: int, kernel: int, stride: int = 1, dilation: int = 1, side: Side = Side.UPPER) -> tuple[int, int]:
    """(begin, end) pads of SAME_UPPER (odd zero at the end) or SAME_LOWER (at the beginning)."""
    total = same_total(n, kernel, stride, dilation)
    less, more = total // 2, total - total // 2
    return (less, more) if side is Side.UPPER else (more, less)


def same_axis(n: int, kernel: int, stride: int = 1, dilation: int = 1, side: Side = Side.UPPER) -> Axis:
    """The axis whose pads are those of `same_pads`; its `out` is `same_size(n, stride)`."""
    begin, end = same_pads(n, kernel, stride, dilation, side)
    return Axis(n, kernel, stride, begin, end, dilation)


def torch_same_axis(n: int, kernel: int, stride: int = 1, dilation: int = 1) -> Axis:
    """The axis of PyTorch's padding="same": d * (k - 1) zeros in all, the odd one at the end; the size stays.

    By hand: a kernel of 4 pads 1 and 2. Raises Impossible for another stride than 1, as PyTorch does.
    """
    at_least("stride", stride, 1)
    if stride != 1:
        raise Impossible(
            f'padding="same" in PyTorch takes stride 1 alone, not {stride}; '
            f"use stride 1, or an explicit padding such as {kernel // 2}"
        )
    return same_axis(n, kernel, 1, dilation)


def symmetric_same_padding(kernel: int, dilation: int = 1) -> int | None:
    """The padding per side that keeps the size at stride 1, or None when the total is odd."""
    at_least("kernel", kernel, 1)
    at_least("dilation", dilation, 1)
    total = dilation * (kernel - 1)
    return total // 2 if total % 2 == 0 else None


def inputs_for(out: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> range:
    """All input lengths whose output has `out` cells under FLOOR; at most `stride` of them, none below 1.

    (out - 1) * s + extent - 2p and the s - 1 lengths after it. By hand: inputs_for(2, 3, 2) is 5 and 6.
    """
    at_least("out", out, 1)
    at_least("padding", padding, 0)
    extent = Axis(1, kernel, stride, dilation=dilation).extent
    first = (out - 1) * stride + extent - 2 * padding
    return range(max(first, 1), first + stride)


MODES = ("full", "same", "valid")


def scipy_axis(n: int, k: int, mode: str) -> Axis:
    """One axis in a mode of scipy.signal.convolve. “full” takes every overlap, “same” its middle n of them.

    The middle begins (k - 1) // 2 into “full”, so an even kernel reads one zero more before than behind. By hand:
    n = 3 and k = 2 give the pads (1, 0). Impossible for “valid” when the kernel is longer than the input, where scipy
    swaps the two.
    """
    at_least("n", n, 1)
    at_least("k", k, 1)
    if mode not in MODES:
        raise Impossible(f"there is no mode {mode!r}; choose one of {', '.join(MODES)}")
    skipped = {"full": 0, "same": (k - 1) // 2, "valid": k - 1}[mode]
    if mode == "valid" and k > n:
        raise Impossible(
            f"a kernel of {k} does not fit into {many(n, 'cell')}; use “full” or “same”, or a longer input"
        )
    begin = k - 1 - skipped
    out = {"full": n + k - 1, "same": n, "valid": n - k + 1}[mode]
    return Axis(n, k, begin=begin, end=out + k - 1 - n - begin)
