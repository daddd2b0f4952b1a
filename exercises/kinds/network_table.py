"""K35: the table of a network, row by row."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Self

from exercises.answers import Format, Line, Table, Value
from exercises.engine.conventions import Impossible
from exercises.engine.sizes import Axis
from exercises.frozen import once
from exercises.mistakes.rows import Asked, faulty_row, wrong_tables
from exercises.networks import Layers, Numbers, axes_through, numbered, said_of, shape_said, title_of, units_of
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.rows import row_steps
from exercises.solutions.strips import network_panel
from exercises.table_draws import network_of
from exercises.text import T, Text

COLUMNS = (T("channels"), T("height"), T("width"))
COUNT = T("parameters")


@dataclass(frozen=True)
class NetworkTable(Question):
    """An input (channels, height, width) and layers; with `counts` the parameters of each are asked for too."""

    given: tuple[int, int, int]
    layers: Layers
    counts: bool

    title = T("A network row by row")
    about = T("The shape after each layer of a whole network, and what each layer learns.")
    topic = "layers"
    order = 3

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        return cls(*network_of(rng, level), level == 2)

    def targets(self, level: int) -> tuple[str, ...]:
        more = (("forgot-one",), ("rounded-up", "bias-uncounted", "pool-loses-channels"), ("rounded-up",))
        return (*more[level - 1], "channels-kept")

    def well_posed(self, level: int) -> bool:
        """All layers fit, and every convolution and pooling leaves maps of more than one cell.

        Beyond the first level one of them leaves cells over, or nobody could round up.
        """
        try:
            shapes = (self.given, *self._asked.shapes)
        except Impossible:
            return False
        left = level == 1
        for layer, before, after in zip(self.layers, shapes, shapes[1:], strict=False):
            if layer[0] in ("conv", "pool"):
                if after[1] == 1:
                    return False
                left = left or Axis.symmetric(before[1], *layer[-3:]).remainder > 0
        return left

    @once
    def _asked(self) -> Asked:
        return Asked(self.given, units_of(self.layers), self.counts)

    def stacked(self) -> tuple[Axis, ...]:
        return axes_through(self.given, self.layers)

    def prompt(self) -> Text:
        values = {"given": shape_said(self.given), "layers": numbered(self.layers)}
        if ("flatten",) not in self.layers and not self.counts:
            return T(
                "An input of %(given)s (channels, height, width) goes through these layers.\n%(layers)s.\n"
                "What is the shape after each of them?",
                **values,
            )
        if self.counts:
            return T(
                "An input of %(given)s (channels, height, width) goes through these layers.\n%(layers)s.\nWhat is the "
                "shape after each of them, and how many parameters does each learn? A flattened row has only one "
                "number: its features.",
                **values,
            )
        return T(
            "An input of %(given)s (channels, height, width) goes through these layers.\n%(layers)s.\n"
            "What is the shape "
            "after each of them? A flattened row has only one number: its features.",
            **values,
        )

    def convention(self) -> Text:
        if self.counts:
            return T(
                "PyTorch: floor; padding counted per side; stride 1 and no padding unless given; every layer has biases"
            )
        return T("PyTorch: floor; padding counted per side; stride 1 and no padding unless given")

    def picture(self) -> Picture:
        words = T("The input and %(n)s layers below one another, with a place for each shape.", n=len(self.layers))
        return Picture((network_panel(T("the network, from top to bottom"), self.given, self.layers),), words)

    @once
    def answer(self) -> Format:
        columns = (*COLUMNS, COUNT) if self.counts else COLUMNS
        rows = enumerate(zip(self.layers, self._asked.shapes, strict=True), 1)
        lines = tuple([_line(i, layer, len(shape), self.counts) for i, (layer, shape) in rows])
        return Table(columns, lines, self._asked.follow, (T("input"), self.given))

    def solve(self) -> Value:
        return self._asked.right

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_tables(self._asked)

    def near_misses(self, given: Value) -> Iterator[Mistake]:
        return faulty_row(self._asked, given)

    def explain(self) -> Explanation:
        asked = self._asked
        counts = asked.learnt if self.counts else ()
        return Explanation(self.picture(), tuple(row_steps(asked.given, asked.units, asked.shapes, counts)))


@lru_cache(maxsize=4096, typed=True)
def _line(i: int, layer: Numbers, numbers: int, counts: bool) -> Line:
    """Row `i` of the answer, with the numbers of a shape and a place for the count; layers come again and again."""
    columns = (*range(numbers), len(COLUMNS)) if counts else tuple(range(numbers))
    long, short = T("%(i)s: %(layer)s", i=i, layer=said_of(layer)), T("%(i)s: %(layer)s", i=i, layer=title_of(layer))
    return Line(long, columns, short)
