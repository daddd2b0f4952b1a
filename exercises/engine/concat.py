"""Branches that are to be stacked, when one of them may not fit: which one, and the padding that mends it."""

from collections.abc import Sequence

from exercises.engine.conventions import Impossible
from exercises.engine.layers import Conv, Pool, Shape, Unit
from exercises.engine.network import row_of, stacked
from exercises.frozen import changed, frozen, once

Way = tuple[Unit, ...]


@frozen
class Stack:
    """Branches over `given`; their outputs can be stacked when heights and widths agree."""

    given: Shape
    ways: tuple[Way, ...]

    @once
    def ends(self) -> tuple[Shape, ...]:
        """What each branch makes. Raises Impossible when a layer does not fit."""
        return tuple(self._end(way) for way in self.ways)

    @once
    def whole(self) -> Shape:
        """All of them stacked. Raises Impossible when they do not fit together."""
        return stacked(self.ends)

    @once
    def wanted(self) -> Shape:
        """(height, width) that most of the branches make."""
        sizes = [end[1:] for end in self.ends]
        return max(sizes, key=sizes.count)

    @once
    def misfits(self) -> tuple[int, ...]:
        """The branches, from 0, that make another size than most."""
        return tuple(number for number, end in enumerate(self.ends) if end[1:] != self.wanted)

    def with_padding(self, number: int, padding: int) -> "Stack":
        """Branch `number` with another padding in the layer whose window is larger than one cell."""
        mended = _padded(self.ways[number], padding)
        return Stack(self.given, (*self.ways[:number], mended, *self.ways[number + 1 :]))

    @once
    def mended(self) -> "Stack":
        """The first misfit with the first padding that mends it."""
        return self.with_padding(self.misfits[0], self.paddings[0])

    @once
    def paddings(self) -> tuple[int, ...]:
        """The paddings, smaller than the window, with which the first misfit makes the wanted size."""
        number = self.misfits[0]
        layer = self.ways[number][sliding(self.ways[number])]
        assert isinstance(layer, Conv | Pool)
        return tuple(p for p in range(layer.kernel) if self._makes_wanted(number, p))

    def _makes_wanted(self, number: int, padding: int) -> bool:
        try:
            return self._end(_padded(self.ways[number], padding))[1:] == self.wanted
        except Impossible:
            return False

    def _end(self, way: Way) -> Shape:
        shape = self.given
        for unit in way:
            shape = row_of(unit, shape).shape
        return shape


def _padded(way: Way, padding: int) -> Way:
    place = sliding(way)
    return (*way[:place], changed(way[place], padding=padding), *way[place + 1 :])


def sliding(way: Sequence[Unit]) -> int:
    """The place of the first layer whose window is larger than one cell; 0 when there is none."""
    return next((place for place, unit in enumerate(way) if isinstance(unit, Conv | Pool) and unit.kernel > 1), 0)
