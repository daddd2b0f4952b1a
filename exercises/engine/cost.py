"""What a layer costs: learnable parameters, multiply-adds, and memory."""

from exercises.engine.conventions import Impossible, all_at_least, at_least, check_groups
from exercises.frozen import frozen, once


@frozen
class Filters:
    """The filters of a convolution; with groups each of them reads channels / groups slices.

    By hand: 16 filters of 5 x 5 over 6 channels have 16 * (5*5*6 + 1) = 2,416 parameters (LeNet-5's second layer).
    Raises Impossible for numbers below 1, and when the groups do not divide channels and filters.
    """

    kernel: tuple[int, int]
    channels: int
    filters: int
    groups: int = 1
    bias: bool = True

    def __post_init__(self) -> None:
        if type(self.kernel) is not tuple or len(self.kernel) != 2:
            raise Impossible(f"kernel is {self.kernel!r}; write its height and width, such as (3, 3)")
        for side in self.kernel:
            at_least("kernel", side, 1)
        all_at_least(self, channels=1, filters=1, groups=1)
        check_groups(self.groups, self.channels, self.filters)

    @once
    def window(self) -> int:
        """Taps of one slice of a filter."""
        return self.kernel[0] * self.kernel[1]

    @once
    def depth(self) -> int:
        """Slices of one filter: the channels that it reads."""
        return self.channels // self.groups

    @once
    def taps(self) -> int:
        """Weights of one filter."""
        return self.window * self.depth

    @once
    def weights(self) -> int:
        return self.taps * self.filters

    @once
    def parameters(self) -> int:
        return self.weights + (self.filters if self.bias else 0)

    def multiply_adds(self, height: int, width: int) -> int:
        """For one example with an output of height x width; the bias is not counted."""
        at_least("height", height, 1)
        at_least("width", width, 1)
        return self.weights * height * width


def separable(kernel: tuple[int, int], channels: int, filters: int, bias: bool = True) -> tuple[Filters, Filters]:
    """A depthwise convolution (one filter for each channel) and the 1 x 1 convolution after it."""
    return Filters(kernel, channels, channels, channels, bias), Filters((1, 1), channels, filters, 1, bias)


def dense_parameters(inputs: int, outputs: int, bias: bool = True) -> int:
    """A fully connected layer. By hand: dense_parameters(400, 120) == 48120."""
    at_least("inputs", inputs, 1)
    at_least("outputs", outputs, 1)
    return (inputs + (1 if bias else 0)) * outputs


def batch_norm_parameters(channels: int) -> int:
    """A scale and a shift for each channel; the running mean and variance are not learnt."""
    at_least("channels", channels, 1)
    return 2 * channels


WIDTHS = (8, 16, 32, 64)


def bytes_of(numbers: int, bits: int) -> int:
    """Memory of so many numbers of 8, 16, 32 or 64 bits. Raises Impossible for others."""
    at_least("numbers", numbers, 0)
    at_least("bits", bits, 8)
    if bits not in WIDTHS:
        raise Impossible(f"bits is {bits}; take {', '.join(map(str, WIDTHS[:-1]))} or {WIDTHS[-1]}")
    return numbers * bits // 8
