"""K05: the sizes down a chain of layers, or how many of them fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Format, Integer, Shape, Value
from exercises.draws import LayerNumbers, between, chain_of
from exercises.engine.sizes import Axis
from exercises.engine.stack import Layer, axes_through, layer_of, sizes_through
from exercises.frozen import once
from exercises.mistakes.chain import (
    Made,
    could_be_told_apart,
    hides_forgetting,
    made_everywhere,
    wrong_counts,
    wrong_sizes,
)
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.chain import chain_panel, chain_steps
from exercises.text import T, Text, listing
from exercises.words import layer_words


@dataclass(frozen=True)
class LayerChain(Question):
    """`n` cells and layers ("conv" or "pool", kernel, stride, padding per side); `most` asks how many fit."""

    n: int
    layers: tuple[LayerNumbers, ...]
    most: bool

    title = T("A chain of layers")
    about = T("The size after each of several layers, and how many of them fit.")
    topic = "layers"
    order = 1

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        n, layers = chain_of(rng, level)
        fit = len(sizes_through(n, (layer_of(*layer[1:]) for layer in layers)))
        if rng.random() < 0.5:
            return cls(n, layers[: min(fit, between(rng, 3, 5))], False)
        return cls(n, layers[: fit + between(rng, 1, 3)], True)

    def targets(self, level: int) -> tuple[str, ...]:
        if self.most:
            return ("chain-one-more", "forgot-one")
        padding = ("padding-ignored",) if any(padding for *_, padding in self.layers) else ()
        stride = ("stride-ignored", "rounded-up") if level == 3 else ()
        return ("forgot-one", "chain-with-input", "chain-from-input", *padding, *stride)

    def well_posed(self, level: int) -> bool:
        """A count ends strictly inside the chain; in a list every layer fits and leaves more than one cell."""
        sizes = self._sizes
        if self.most:
            fits = 1 < len(sizes) < len(self.layers) and len(sizes) <= 12
        else:
            fits = len(sizes) == len(self.layers) > 2 and sizes[-1] > 1
        if not fits or (level == 3 and self._hides_targets()):
            return False
        return could_be_told_apart(self.solve(), self._made, len(self.layers), self.targets(level))

    def _hides_targets(self) -> bool:
        """Whether nobody could round up, or forgetting each + 1 changes too little: most draws end here."""
        if self.most:
            return hides_forgetting(self.n, self.plain_layers)
        return not any(axis.remainder for axis in self.stacked())

    @once
    def _made(self) -> Made:
        return made_everywhere(self.n, self.plain_layers)

    @once
    def plain_layers(self) -> tuple[Layer, ...]:
        return tuple(layer_of(*layer[1:]) for layer in self.layers)

    @once
    def _sizes(self) -> tuple[int, ...]:
        """The sizes after the layers that fit."""
        return sizes_through(self.n, self.plain_layers)

    def stacked(self) -> tuple[Axis, ...]:
        return axes_through(self.n, self.plain_layers)

    def prompt(self) -> Text:
        question = (
            T("How many of these layers can be applied before one no longer fits?")
            if self.most
            else T("What is the size after each of them?")
        )
        return T("%(layers)s %(question)s", layers=self._chain(), question=question)

    def _chain(self) -> Text:
        if len(set(self.layers)) == 1:
            return T(
                "%(many)s layers follow an input of %(n)s cells, one after another, each of them %(layer)s.",
                n=self.n,
                many=len(self.layers),
                layer=layer_words(*self.layers[0]),
            )
        if all(layer == ("conv", layer[1], 1, 0) for layer in self.layers):
            return T(
                "%(many)s convolutions follow an input of %(n)s cells, one after another. Their kernels: %(kernels)s.",
                n=self.n,
                many=len(self.layers),
                kernels=", ".join(str(kernel) for _, kernel, *_ in self.layers),
            )
        layers = [T("(%(i)s) %(layer)s", i=i, layer=layer_words(*layer)) for i, layer in enumerate(self.layers, 1)]
        return T(
            "%(many)s layers follow an input of %(n)s cells, one after another: %(layers)s.",
            n=self.n,
            many=len(self.layers),
            layers=listing(layers),
        )

    def convention(self) -> Text:
        return T("PyTorch: floor; padding counted per side; stride 1 and no padding unless given")

    def picture(self) -> Picture:
        return Picture((chain_panel(self.n, self.plain_layers),), self._chain())

    @property
    def answer(self) -> Format:
        return Integer() if self.most else Shape()

    def solve(self) -> Value:
        return len(self._sizes) if self.most else self._sizes

    def wrong_models(self) -> Iterator[Mistake]:
        return (wrong_counts if self.most else wrong_sizes)(self.n, self.plain_layers, self._made)

    def explain(self) -> Explanation:
        words = [layer_words(*layer) for layer in self.layers]
        return Explanation(self.picture(), tuple(chain_steps(self.n, self.plain_layers, words, self.most)))
