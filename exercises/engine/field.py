"""How much of the input one cell of a late layer sees, along one axis."""

from collections.abc import Sequence

from exercises.engine.stack import Layer
from exercises.frozen import frozen


@frozen
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


def receptive_field(layers: Sequence[tuple[int, int, int]]) -> int:
    """Cells of the input that one output cell reads; a layer is (kernel, stride, dilation).

    By hand: three layers (3, 1, 1) see 7 cells; (3, 2, 1) and then (3, 1, 1) see 3 + 2 * 2 = 7.
    """
    fields = receptive_fields([Layer(kernel, stride, 0, dilation) for kernel, stride, dilation in layers])
    return fields[-1].size if fields else 1
