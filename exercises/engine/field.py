"""How much of the input one cell of a late layer sees, along one axis."""

from collections.abc import Sequence

from exercises.engine.sizes import Axis


def receptive_field(layers: Sequence[tuple[int, int, int]]) -> int:
    """Cells of the input that one output cell reads; a layer is (kernel, stride, dilation).

    r grows by (extent - 1) * j, then j by the stride. By hand: three layers (3, 1, 1) see 7 cells; (3, 2, 1) and then
    (3, 1, 1) see 3 + 2 * 2 = 7.
    """
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        field += (Axis(1, kernel, stride, dilation=dilation).extent - 1) * jump
        jump *= stride
    return field
