"""Sizes and receptive fields through a list of layers, on one axis."""

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


@dataclass(frozen=True)
class Field:
    """What one cell of a map sees of the input: `size` cells, and `jump` cells between neighbours' fields.

    `start` is the first cell that cell 0 sees, 0-based; it is negative in the padding.
    """

    size: int = 1
    jump: int = 1
    start: int = 0

    def after(self, layer: Layer) -> "Field":
        return Field(
            self.size + (layer.extent - 1) * self.jump,
            self.jump * layer.stride,
            self.start - layer.padding * self.jump,
        )


def receptive_fields(layers: Sequence[Layer]) -> tuple[Field, ...]:
    """The field after each layer: r += (extent - 1) * j, start -= p * j, j *= s (Araujo, Norris and Sim 2019).

    By hand: three kernels of 3 with stride 1 see 3, 5, 7 cells.
    """
    fields = [Field()]
    for layer in layers:
        fields.append(fields[-1].after(layer))
    return tuple(fields[1:])
