"""K33: how much memory a map takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Self

from exercises.answers import Format, Integer, Rounded, Value, half_up
from exercises.draws import between, one_of
from exercises.engine.cost import bytes_of
from exercises.frozen import changed, once
from exercises.mistakes.memory import wrong_memory
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.memory import memory_panel, memory_steps
from exercises.solutions.shapes import shape_panel
from exercises.text import T, Text, count
from exercises.units import PLACES, UNITS, Held, in_unit

SIZES = {16: T("16-bit numbers (float16)"), 32: T("32-bit numbers (float32)"), 64: T("64-bit numbers (float64)")}

PROMPTS = {  # behind a convolution?, a batch?
    (False, False): T("A map with %(channels)s of %(size)s is kept in %(numbers)s. How many %(unit)s does it take?"),
    (False, True): T(
        "A batch of %(batch)s maps with %(channels)s of %(size)s each is kept in %(numbers)s. How many %(unit)s does "
        "it take?"
    ),
    (True, False): T(
        "An image with %(channels)s of %(size)s goes through a convolution with %(o)s filters of %(k)s, stride 1 and "
        "no padding. Its output is kept in %(numbers)s. How many %(unit)s does it take?"
    ),
    (True, True): T(
        "A batch of %(batch)s images with %(channels)s of %(size)s goes through a convolution with %(o)s filters of "
        "%(k)s, stride 1 and no padding. Its output is kept in %(numbers)s. How many %(unit)s does it take?"
    ),
}


@dataclass(frozen=True)
class Memory(Question):
    """A batch of maps of `bits`-bit numbers, in `unit` ("B", "kB", "KiB", "MB", "MiB").

    With a `kernel` the map is what `filters` filters make of the input without padding, else the input itself.
    """

    batch: int
    channels: int
    height: int
    width: int
    filters: int
    kernel: int
    bits: int
    unit: str

    title = T("Memory of a map")
    about = T("How many bytes a map takes, alone and in a batch, in MB and in MiB.")
    topic = "counting"
    order = 3

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        height, width = between(rng, 8, 64), between(rng, 8, 64)
        channels = one_of(rng, [1, 3, 6, 8, 16, 32])
        if level == 1:
            return cls(1, channels, height, width, 0, 0, 32, "B")
        bits = one_of(rng, [16, 32, 32, 64])
        if level == 2:
            batch = one_of(rng, [4, 8, 10, 16, 20, 32, 50, 64])
            return cls(batch, channels, height, width, 0, 0, bits, one_of(rng, ["kB", "KiB"]))
        size = one_of(rng, [64, 96, 128, 150, 200, 224, 228, 256])
        batch, filters = one_of(rng, [1, 2, 4, 8, 16, 100]), one_of(rng, [16, 24, 32, 64, 100])
        kernel = one_of(rng, [3, 5, 7])
        return cls(batch, 3, size, size, filters, kernel, bits, one_of(rng, ["MB", "MiB"]))

    def targets(self, level: int) -> tuple[str, ...]:
        batch = ("batch-forgotten",) if self.batch > 1 else ()
        units = ("units-confused",) if self.unit != "B" else ()
        output = ("input-for-output",) if self.kernel else ()
        return ("bits-for-bytes", "numbers-for-bytes", *batch, *units, *output)

    def well_posed(self, level: int) -> bool:
        return self.solve() >= 1

    @once
    def held(self) -> Held:
        lost = max(self.kernel - 1, 0)
        map_shape = (self.filters or self.channels, self.height - lost, self.width - lost)
        return Held(self.batch, map_shape, (self.channels, self.height, self.width), self.bits, self.unit)

    def prompt(self) -> Text:
        return PROMPTS[self.kernel > 0, self.batch > 1].filled(
            channels=count("%(n)s channel", "%(n)s channels", self.channels),
            size=f"{self.height} × {self.width}",
            numbers=SIZES[self.bits],
            unit=UNITS[self.unit],
            batch=self.batch,
            k=f"{self.kernel} × {self.kernel}",
            o=self.filters,
        )

    def convention(self) -> Text:
        return T("8 bits are a byte; kB and MB are powers of 1000, KiB and MiB of 1024")

    def picture(self) -> Picture:
        numbers = (self.batch, self.channels, self.height, self.width)
        panel = shape_panel("input", T("shape of what goes in"), "NCHW", numbers)
        return Picture((panel,), T("The shape %(shape)s.", shape=" × ".join(map(str, numbers))))

    @once
    def answer(self) -> Format:
        return Integer() if self.unit == "B" else Rounded(PLACES, self._exact)

    @once
    def _exact(self) -> Fraction:
        return in_unit(bytes_of(self.held.numbers, self.bits), self.unit)

    def solve(self) -> Value:
        return half_up(self._exact, PLACES)

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_memory(self.held)

    def explain(self) -> Explanation:
        given = self.picture()
        picture = changed(given, panels=(*given.panels, memory_panel(self.held)))
        return Explanation(picture, tuple(memory_steps(self.held, self._exact, self.kernel)))
