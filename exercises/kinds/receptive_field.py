"""K34: the receptive field of a stack of layers, its jump and its start."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Format, Integer, Part, Steps, Value
from exercises.draws import DilatedNumbers, stack_of
from exercises.engine.field import Field, receptive_fields
from exercises.engine.sizes import Axis
from exercises.engine.stack import Layer, axes_through, least_input
from exercises.frozen import once
from exercises.mistakes.fields import wrong_fields
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.fields import field_panel, field_steps, windows_panel
from exercises.text import T, Text, listing
from exercises.words import layer_words

SIZE = Part("size", T("receptive field: cells that one cell sees"), Integer())
JUMP = Part("jump", T("jump: cells from one cell's field to the next one's"), Integer())
START = Part("start", T("start: the first cell that cell 0 sees (below 0 in the padding)"), Integer())
ASKED = (
    T("How many cells of the input does one cell of the last map depend on?"),
    T("What are the receptive field and the jump of the last map, counted in cells of the input?"),
    T("What are the receptive field, the jump and the start of the last map, counted in cells of the input?"),
)


@dataclass(frozen=True)
class ReceptiveField(Question):
    """Layers ("conv" or "pool", kernel, stride, padding per side, dilation); `boxes` is how many numbers are asked."""

    layers: tuple[DilatedNumbers, ...]
    boxes: int

    title = T("Receptive field")
    about = T("How much of the input one cell deep in the network sees, and how it moves.")
    topic = "layers"
    order = 2

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        return cls(stack_of(rng, level), level)

    def targets(self, level: int) -> tuple[str, ...]:
        if level == 1:
            return ("field-kernels-added", "field-product")
        dilation = ("dilation-ignored",) if any(dilation > 1 for *_, dilation in self.layers) else ()
        start = ("start-unscaled", "start-ignored") if level == 3 else ()
        return ("field-strides-ignored", "field-own-stride-first", "field-jump-added", *dilation, *start)

    def well_posed(self, level: int) -> bool:
        """Paddings stay below their kernels; a start is asked for when there is padding, of which some is widened."""
        if any(p >= d * (k - 1) + 1 for _, k, _, p, d in self.layers):
            return False
        # Where adding the paddings gives the right start, it does not show: told here, it costs no slips.
        return level < 3 or self._field.start != -sum(layer.padding for layer in self.plain_layers)

    @once
    def _field(self) -> Field:
        return receptive_fields(self.plain_layers)[-1]

    @once
    def plain_layers(self) -> tuple[Layer, ...]:
        return tuple(Layer(*numbers) for _, *numbers in self.layers)

    def stacked(self) -> tuple[Axis, ...]:
        """On the smallest input, since the size of none is given."""
        return axes_through(least_input(1, self.plain_layers), self.plain_layers)

    def prompt(self) -> Text:
        asked = ASKED[self.boxes - 1]
        if self.boxes == 1:
            return T(
                "%(many)s convolutions with stride 1 follow one another. Their kernels: %(kernels)s. %(asked)s",
                many=len(self.layers),
                kernels=", ".join(str(kernel) for _, kernel, *_ in self.layers),
                asked=asked,
            )
        layers = [T("(%(i)s) %(layer)s", i=i, layer=layer_words(*layer)) for i, layer in enumerate(self.layers, 1)]
        return T(
            "%(many)s layers follow one another: %(layers)s. %(asked)s",
            many=len(self.layers),
            layers=listing(layers),
            asked=asked,
        )

    def convention(self) -> Text:
        if self.boxes == 3:
            return T(
                "PyTorch: padding per side; the first cell of the input is 0; stride 1 and no padding unless given"
            )
        return T("One axis; stride 1 unless given")

    def picture(self) -> Picture:
        words = T("A table with a row for the input and one for each of %(n)s layers.", n=len(self.layers))
        return Picture((field_panel(self.plain_layers, self.boxes),), words)

    @property
    def answer(self) -> Format:
        return Integer() if self.boxes == 1 else Steps((SIZE, JUMP, START)[: self.boxes])

    def solve(self) -> Value:
        last = self._field
        return last.size if self.boxes == 1 else (last.size, last.jump, last.start)[: self.boxes]

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_fields(self.plain_layers, self.boxes)

    def explain(self) -> Explanation:
        given = self.picture()
        words = T("%(table)s Below it the window that one cell sees, wider with each layer.", table=given.description)
        picture = Picture((*given.panels, windows_panel(self.plain_layers)), words)
        return Explanation(picture, tuple(field_steps(self.plain_layers, self.boxes)))
