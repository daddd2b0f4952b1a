"""K05: how large the input of a chain of layers has to be."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Format, Integer, Value
from exercises.draws import LayerNumbers, between, one_of
from exercises.engine.sizes import Axis
from exercises.engine.stack import Layer, axes_through, least_input
from exercises.mistakes.needed import wrong_inputs
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.needed import needed_panel, needed_steps
from exercises.text import T, Text, count, listing
from exercises.words import layer_words

LARGEST_INPUT = 400


@dataclass(frozen=True)
class NeededInput(Question):
    """Layers ("conv" or "pool", kernel, stride, padding per side) after which `out` cells are to be left."""

    layers: tuple[LayerNumbers, ...]
    out: int

    title = T("The input that a chain needs")
    about = T("So many cells are to be left at the end: how many must there be at the beginning?")
    topic = "layers"
    order = 3

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        if level == 1:
            return cls((("conv", between(rng, 2, 7), 1, 0),) * between(rng, 2, 12), between(rng, 1, 12))
        if level == 2:
            kernels = [one_of(rng, [2, 3, 3, 4, 5, 7]) for _ in range(between(rng, 3, 5))]
            return cls(tuple(("conv", k, 1, one_of(rng, [0, 0, 1])) for k in kernels), between(rng, 1, 14))
        return cls(tuple(_strided(rng) for _ in range(between(rng, 3, 4))), between(rng, 2, 8))

    def targets(self, level: int) -> tuple[str, ...]:
        padded = ("padding-ignored",) if any(padding for *_, padding in self.layers) else ()
        strided = ("stride-ignored", "one-stride-too-many", "chain-reversed") if level == 3 else ()
        return ("chain-whole-kernels", *padded, *strided)

    def well_posed(self, level: int) -> bool:
        """Every layer takes something away or keeps it; nothing grows on the way."""
        sizes = [least_input(self.out, self.plain_layers[i:]) for i in range(len(self.layers) + 1)]
        mixed = level == 1 or len(set(self.layers)) > 1
        return mixed and sizes == sorted(sizes, reverse=True) and self.out < sizes[0] <= LARGEST_INPUT

    @property
    def plain_layers(self) -> list[Layer]:
        return [Layer(*numbers) for _, *numbers in self.layers]

    def stacked(self) -> tuple[Axis, ...]:
        return axes_through(self.solve(), self.plain_layers)

    def prompt(self) -> Text:
        asked = count(
            "One cell is to be left at the end. How many cells must the input have at least?",
            "%(n)s cells are to be left at the end. How many cells must the input have at least?",
            self.out,
        )
        return T("%(layers)s %(asked)s", layers=self._chain(), asked=asked)

    def _chain(self) -> Text:
        words = [layer_words(*layer) for layer in self.layers]
        if len(set(self.layers)) == 1:
            return T(
                "%(many)s layers follow one another, each of them %(layer)s.", many=len(self.layers), layer=words[0]
            )
        numbered = [T("(%(i)s) %(layer)s", i=i, layer=layer) for i, layer in enumerate(words, 1)]
        return T("%(many)s layers follow one another: %(layers)s.", many=len(self.layers), layers=listing(numbered))

    def convention(self) -> Text:
        return T("PyTorch: floor; padding counted per side; stride 1 and no padding where none is given")

    def picture(self) -> Picture:
        return Picture((needed_panel(self.out, self.plain_layers),), self._chain())

    @property
    def answer(self) -> Format:
        return Integer()

    def solve(self) -> Value:
        return least_input(self.out, self.plain_layers)

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_inputs(self.out, self.plain_layers)

    def explain(self) -> Explanation:
        words = [layer_words(*layer) for layer in self.layers]
        return Explanation(self.picture(), tuple(needed_steps(self.out, self.plain_layers, words)))


def _strided(rng: Random) -> LayerNumbers:
    if rng.random() < 0.4:
        return ("pool", *one_of(rng, [(2, 2), (3, 2)]), 0)
    return ("conv", *one_of(rng, [(3, 1, 0), (5, 1, 0), (3, 2, 1), (5, 2, 0), (3, 2, 0), (7, 2, 3)]))
