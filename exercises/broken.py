"""A network whose layers say what they read, as in PyTorch, and which stops at one of them; and repairs to try."""

from collections.abc import Sequence
from functools import lru_cache

from exercises.engine.network import Conv, Dense, Row, Shape, Unit, as_far_as, tried
from exercises.frozen import changed, frozen, once
from exercises.networks import Layers, Numbers, note_of, said_of, unit_of
from exercises.text import T, Text, count

Repair = tuple[int, Numbers, int]
"""The number of a layer (from 1), the layer that stands there then, and what it reads (0: whatever comes)."""


@frozen
class Broken:
    """Layers over `given`; `reads` has for each the channels or features that it was made for, 0 for none."""

    given: Shape
    layers: Layers
    reads: tuple[int, ...]

    @once
    def units(self) -> tuple[Unit, ...]:
        return tuple(map(reading, self.layers, self.reads))

    @once
    def rows(self) -> tuple[Row, ...]:
        """The table as far as it goes."""
        return as_far_as(self.given, self.units)[0]

    @once
    def stop(self) -> int:
        """The number of the first layer that does not fit, 0 when all do."""
        return 0 if len(self.rows) == len(self.layers) else len(self.rows) + 1

    def before(self, number: int) -> Shape:
        """What comes into layer `number`, which the table must reach."""
        return self.rows[number - 2].shape if number > 1 else self.given

    def mended(self, repair: Repair) -> "Broken":
        number, layer, reads = repair
        layers = (*self.layers[: number - 1], layer, *self.layers[number:])
        return Broken(self.given, layers, (*self.reads[: number - 1], reads, *self.reads[number:]))

    def mends(self, repair: Repair) -> bool:
        """Whether all layers fit with it: followed from there on, since nothing changes above."""
        number, layer, reads = repair
        if self.stop < number:
            return False
        return not as_far_as(self.before(number), (reading(layer, reads), *self.units[number:]))[1]


@lru_cache(maxsize=4096)
def reading(layer: Numbers, reads: int) -> Unit:
    """The layer with weights made for so many channels or features."""
    unit = unit_of(layer)
    if isinstance(unit, Conv):
        return changed(unit, channels=reads or None)
    return changed(unit, inputs=reads or None) if isinstance(unit, Dense) else unit


def reads_of(given: Shape, layers: Sequence[Numbers]) -> tuple[int, ...]:
    """What each layer has to read so that the network works as far as it can."""
    found, shape = [], given
    for layer in layers:
        found.append(shape[0] if layer[0] in ("conv", "dense") else 0)
        row = tried(unit_of(layer), shape)
        if isinstance(row, str):
            break
        shape = row.shape
    return (*found, *[0] * (len(layers) - len(found)))


def note_with_reads(layer: Numbers, reads: int) -> str:
    """The second line of a block: `6 → 16, p=1`."""
    if not reads:
        return note_of(layer)
    _, *settings = note_of(layer).split(", ")
    return ", ".join([f"{reads} → {layer[1]}", *settings])


def said_with_reads(layer: Numbers, reads: int) -> Text:
    """`16 filters of 3 × 3, padding 1, for 6 channels`."""
    if not reads:
        return said_of(layer)
    if layer[0] == "dense":
        return T("%(layer)s, for %(n)s features", layer=said_of(layer), n=reads)
    return count("%(layer)s, for 1 channel", "%(layer)s, for %(n)s channels", reads, layer=said_of(layer))
