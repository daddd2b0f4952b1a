"""What a layer costs: learnable parameters, multiply-adds, and memory."""

from exercises.engine.conventions import Impossible
from exercises.frozen import frozen, once


@frozen
class Filters:
    """The filters of a convolution; with groups each of them reads channels / groups slices.

    By hand: 16 filters of 5 x 5 over 6 channels have 16 * (5*5*6 + 1) = 2,416 parameters (LeNet-5's second layer).
    Raises Impossible when the groups do not divide channels and filters.
    """

    kernel: tuple[int, int]
    channels: int
    filters: int
    groups: int = 1
    bias: bool = True

    def __post_init__(self) -> None:
        if min(*self.kernel, self.channels, self.filters, self.groups) < 1:
            raise Impossible("kernel, channels, filters and groups must be at least 1")
        if self.channels % self.groups or self.filters % self.groups:
            raise Impossible(
                f"{self.groups} groups must divide both {self.channels} channels and {self.filters} filters"
            )

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
        return self.weights * height * width


def separable(kernel: tuple[int, int], channels: int, filters: int, bias: bool = True) -> tuple[Filters, Filters]:
    """A depthwise convolution (one filter for each channel) and the 1 x 1 convolution after it."""
    return Filters(kernel, channels, channels, channels, bias), Filters((1, 1), channels, filters, 1, bias)


def dense_parameters(inputs: int, outputs: int, bias: bool = True) -> int:
    """A fully connected layer. By hand: dense_parameters(400, 120) == 48120."""
    return (inputs + (1 if bias else 0)) * outputs


def batch_norm_parameters(channels: int) -> int:
    """A scale and a shift for each channel; the running mean and variance are not learnt."""
    return 2 * channels


def bytes_of(numbers: int, bits: int) -> int:
    """Memory of so many numbers of 8, 16, 32 or 64 bits."""
    return numbers * bits // 8
