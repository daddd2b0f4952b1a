"""K38: one layer changes; which shapes and which counts change with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Format, Part, Several, Steps, Value
from exercises.engine.change import Change
from exercises.engine.conventions import Impossible
from exercises.engine.sizes import Axis
from exercises.frozen import once
from exercises.mistakes.ripple import compared, wrong_ripples
from exercises.network_draws import change_of
from exercises.networks import Layers, Numbers, axes_through, numbered, said_of, shape_said, units_of
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.ripple import ripple_steps
from exercises.solutions.strips import two_strips
from exercises.text import T, Text

BOXES = Steps(
    (
        Part("shapes", T("layers after which the shape is another one"), Several()),
        Part("counts", T("layers with another number of parameters"), Several()),
    )
)


@dataclass(frozen=True)
class LayerChange(Question):
    """A network over `given`; layer `place` (from 1) becomes `instead`."""

    given: tuple[int, int, int]
    layers: Layers
    place: int
    instead: Numbers

    title = T("One layer changes")
    about = T("Which later shapes and counts change with it, and where the change comes to an end.")
    topic = "layers"
    order = 6

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        return cls(*change_of(rng, level))

    def targets(self, level: int) -> tuple[str, ...]:
        missed = () if level < 3 else ("count-of-reader-missed",)
        return ("ripple-everything", "counts-follow-shapes", *missed)

    def well_posed(self, level: int) -> bool:
        """Both networks work, down to maps of more than one cell."""
        last = max(i for i, layer in enumerate(self.layers) if layer[0] in ("conv", "pool"))
        try:
            return all(min(table[last].shape[1:]) > 1 for table in self._change.tables)
        except Impossible:
            return False

    @once
    def _after(self) -> Layers:
        return (*self.layers[: self.place - 1], self.instead, *self.layers[self.place :])

    @once
    def _change(self) -> Change:
        return Change(self.given, units_of(self.layers), units_of(self._after))

    def stacked(self) -> tuple[Axis, ...]:
        """Before the change and after it."""
        return axes_through(self.given, self.layers) + axes_through(self.given, self._after)

    def prompt(self) -> Text:
        return T(
            "A network takes an input of %(given)s (channels, height, width).\n%(layers)s.\n"
            "Now layer %(place)s becomes: "
            "%(instead)s. After which layers is the shape another one than before, and which layers have another "
            "number of learnable parameters?",
            given=shape_said(self.given),
            layers=numbered(self.layers),
            place=self.place,
            instead=said_of(self.instead),
        )

    def convention(self) -> Text:
        return T(
            "PyTorch: floor; padding counted per side; stride 1 and no padding unless given; every layer has biases"
        )

    def picture(self) -> Picture:
        caption = T("the network before and after the change")
        return Picture((two_strips(caption, self.given, self.layers, self._after),), self._described())

    def _described(self) -> Text:
        return T("Two strips of %(n)s layers, which differ in layer %(place)s.", n=len(self.layers), place=self.place)

    @property
    def answer(self) -> Format:
        return BOXES

    def solve(self) -> Value:
        return self._change.shapes, self._change.counts

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_ripples(self._change)

    def near_misses(self, given: Value) -> Iterator[Mistake]:
        return compared(self._change, given)

    def explain(self) -> Explanation:
        caption = T("shape and number of parameters after each layer, before and after the change")
        panel = two_strips(caption, self.given, self.layers, self._after, room=True)
        return Explanation(Picture((panel,), self._described()), tuple(ripple_steps(self._change)))
