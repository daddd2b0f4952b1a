"""Wrong models of a dilated kernel: its extent (M14, M15), and the size that follows from it (K06)."""

from collections.abc import Iterator

from exercises.engine.sizes import Axis
from exercises.mistakes.keeping import wrong_extents
from exercises.mistakes.sizes import wrong_ways
from exercises.question import Mistake


def wrong_pairs(axis: Axis) -> Iterator[Mistake]:
    """Wrong (extent, size). A wrong extent is followed through; a wrong size may come after the right extent."""
    extents = wrong_extents(axis.kernel, axis.dilation)
    for slip, extent, sentence in extents:
        span = axis.padded - extent
        if span >= 0:
            yield Mistake(slip, (extent, span // axis.stride + 1), sentence, "extent")
    for slip, extent, sentence in extents:
        if slip == "dilated-extent":
            yield Mistake(slip, (extent, axis.out), sentence, "extent")
    for wrong in wrong_ways(axis):
        yield Mistake(wrong.slip, (axis.extent, wrong.size), wrong.sentence, wrong.step)
