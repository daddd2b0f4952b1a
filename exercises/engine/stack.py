"""Sizes through a list of layers, on one axis."""

from collections.abc import Sequence
from dataclasses import dataclass

from exercises.engine.sizes import Axis


@dataclass(frozen=True)
class Layer:
    """A convolution or pooling layer as one axis sees it; `padding` is counted per side."""

    kernel: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1

    @property
    def extent(self) -> int:
        return self.dilation * (self.kernel - 1) + 1

    def on(self, n: int) -> Axis:
        return Axis.symmetric(n, self.kernel, self.stride, self.padding, self.dilation)


def sizes_through(n: int, layers: Sequence[Layer]) -> tuple[int, ...]:
    """The size after each layer, up to the first layer that no longer fits.

    By hand: 32 cells through kernels of 5 become 28, 24, 20, 16, 12, 8, 4; an eighth does not fit.
    """
    sizes: list[int] = []
    for layer in layers:
        axis = layer.on(sizes[-1] if sizes else n)
        if not axis.fits:
            break
        sizes.append(axis.out)
    return tuple(sizes)
