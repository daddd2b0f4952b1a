"""A network whose layers say what they read, as in PyTorch, and which stops at one of them; and repairs to try."""

from collections.abc import Sequence
from functools import lru_cache

from exercises.engine.conventions import Impossible
from exercises.engine.layers import Conv, Dense, Shape, Unit
from exercises.engine.network import shapes_as_far
from exercises.frozen import changed, frozen, once
from exercises.networks import Layers, Numbers, note_of, said_of, unit_of, units_of
from exercises.text import Text, count

Repair = tuple[int, Numbers, int]
"""The number of a layer (from 1), the layer that stands there then, and what it reads (0: whatever comes)."""


@frozen
class Broken:
    """Layers over `given`; `reads` has for each the channels or features that it was made for, 0 for none."""

    given: Shape
    layers: Layers
    reads: tuple[int, ...]

    @once
    def shapes(self) -> tuple[Shape, ...]:
        """The shape after each layer, as far as they fit and read what comes."""
        shapes = shapes_through(self.given, self.layers)
        for i, (wanted, shape) in enumerate(zip(self.reads, shapes, strict=False), 1):
            if wanted and wanted != shape[0]:
                return shapes[1:i]
        return shapes[1:]

    @once
    def stop(self) -> int:
        """The number of the first layer that does not fit, 0 when all do."""
        return 0 if len(self.shapes) == len(self.layers) else len(self.shapes) + 1

    def before(self, number: int) -> Shape:
        """What comes into layer `number`, which the shapes must reach."""
        return self.shapes[number - 2] if number > 1 else self.given

    def mended(self, repair: Repair) -> tuple[Shape, ...]:
        """The shapes with this repair, as far as they go then. They are kept: what mends nothing is told about."""
        if repair not in self._mended:
            self._mended[repair] = self._followed(repair)
        return self._mended[repair]

    @once
    def _mended(self) -> dict[Repair, tuple[Shape, ...]]:
        return {}

    def _followed(self, repair: Repair) -> tuple[Shape, ...]:
        """Nothing changes above the repair, nor below a shape that stays as it was."""
        number, layer, reads = repair
        known = self.shapes
        if len(known) < number - 1:
            return known
        shape, shapes = self.before(number), [*known[: number - 1]]
        try:
            for unit, wanted in ((unit_of(layer), reads), *self._parts[number:]):
                if wanted and wanted != shape[0]:
                    break
                shape = unit.on(shape)
                shapes.append(shape)
                if shape in known[len(shapes) - 1 : len(shapes)]:
                    return (*shapes, *known[len(shapes) :])
        except Impossible:
            pass
        return tuple(shapes)

    @once
    def _parts(self) -> tuple[tuple[Unit, int], ...]:
        return tuple(zip(units_of(self.layers), self.reads, strict=True))

    def mends(self, repair: Repair) -> bool:
        """Whether all layers fit with it."""
        return len(self.mended(repair)) == len(self.layers)


@lru_cache(maxsize=4096, typed=True)
def reading(layer: Numbers, reads: int) -> Unit:
    """The layer with weights made for so many channels or features."""
    unit = unit_of(layer)
    if isinstance(unit, Conv):
        return changed(unit, channels=reads or None)
    return changed(unit, inputs=reads or None) if isinstance(unit, Dense) else unit


@lru_cache(maxsize=64)
def shapes_through(given: Shape, layers: Layers) -> tuple[Shape, ...]:
    """What comes into each layer that reads whatever comes, as far as they fit; with the shape behind the last.

    Kept, since what is drawn is looked at again at once.
    """
    return (given, *shapes_as_far(given, units_of(layers)))


def reads_of(shapes: Sequence[Shape], layers: Sequence[Numbers]) -> tuple[int, ...]:
    """What each layer has to read when these `shapes` come in, so that the network works as far as they go."""
    found = [shape[0] if layer[0] in ("conv", "dense") else 0 for shape, layer in zip(shapes, layers, strict=False)]
    return (*found, *[0] * (len(layers) - len(found)))


@lru_cache(maxsize=4096, typed=True)
def note_with_reads(layer: Numbers, reads: int) -> str:
    """The second line of a block: `6 → 16, p=1`."""
    if not reads:
        return note_of(layer)
    _, *settings = note_of(layer).split(", ")
    return ", ".join([f"{reads} → {layer[1]:d}", *settings])


def said_with_reads(layer: Numbers, reads: int) -> Text:
    """`16 filters of 3 × 3, padding 1, for 6 channels`."""
    if not reads:
        return said_of(layer)
    if layer[0] == "dense":
        return count("%(layer)s, for 1 feature", "%(layer)s, for %(n)s features", reads, layer=said_of(layer))
    return count("%(layer)s, for 1 channel", "%(layer)s, for %(n)s channels", reads, layer=said_of(layer))
