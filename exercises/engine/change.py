"""Two networks that differ in one layer: which shapes and which counts differ too."""

from collections.abc import Sequence

from exercises.engine.layers import Shape, Unit
from exercises.engine.network import Row, table
from exercises.frozen import frozen, once


@frozen
class Change:
    """The same input through two networks of equal length. Layers are numbered from 1.

    By hand: 8 cells, kernel 3, then pooling by 2 (6, 3); with padding 1 in the convolution (8, 4) both sizes change.
    """

    given: Shape
    before: tuple[Unit, ...]
    after: tuple[Unit, ...]

    @once
    def tables(self) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
        """Both tables. Raises Impossible when a layer does not fit."""
        return table(self.given, self.before), table(self.given, self.after)

    @once
    def changed(self) -> int:
        """The number of the layer in which they differ."""
        return next(i for i, pair in enumerate(zip(self.before, self.after, strict=True), 1) if pair[0] != pair[1])

    @once
    def shapes(self) -> tuple[int, ...]:
        """The layers after which the shape is another one."""
        before, after = self.tables
        return _differing([row.shape for row in before], [row.shape for row in after])

    @once
    def counts(self) -> tuple[int, ...]:
        """The layers with another number of parameters."""
        before, after = self.tables
        return _differing([row.parameters for row in before], [row.parameters for row in after])


def _differing(before: Sequence[object], after: Sequence[object]) -> tuple[int, ...]:
    return tuple(i for i, pair in enumerate(zip(before, after, strict=True), 1) if pair[0] != pair[1])
