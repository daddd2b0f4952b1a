"""K36: the first layer of a network that does not fit, and the repair that mends it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Self

from exercises.answers import Choice, Format, Integer, Part, Steps, Value
from exercises.broken import Broken, Repair, said_with_reads
from exercises.engine.sizes import Axis
from exercises.fault_draws import fault_of
from exercises.frozen import once
from exercises.mistakes.faults import misplaced, wrong_faults
from exercises.networks import Layers, axes_through, shape_said
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.faults import broken_panel, fault_steps
from exercises.text import T, Text, lines

LETTERS = "ABCD"
BOXES = Steps(
    (
        Part("layer", T("the first layer that does not fit"), Integer()),
        Part("repair", T("what mends it"), Choice(tuple((key, T("repair %(key)s", key=key)) for key in LETTERS))),
    )
)
LARGEST = 7  # no kernel is larger


@dataclass(frozen=True)
class FirstFailure(Question):
    """Layers with what each `reads` (0 for those that take what comes), and the repairs to choose from."""

    given: tuple[int, int, int]
    layers: Layers
    reads: tuple[int, ...]
    repairs: tuple[Repair, ...]

    title = T("Where the network stops")
    about = T("Find the first layer that cannot work on what it gets, and the one change that mends it.")
    topic = "layers"
    order = 4

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        return cls(*fault_of(rng, level))

    def targets(self, level: int) -> tuple[str, ...]:
        return ("fault-blamed-early", "repair-elsewhere")

    def well_posed(self, level: int) -> bool:
        """It stops behind its first layer, one repair alone lets it go through, and each changes something."""
        if any(layer[0] == "conv" and layer[2] > LARGEST for layer in self.layers):
            return False
        if self._broken.stop < 2 or len(set(self.repairs)) < len(LETTERS):
            return False
        if any((self.layers[i - 1], self.reads[i - 1]) == (layer, reads) for i, layer, reads in self.repairs):
            return False
        return len(self._mending) == 1

    @once
    def _broken(self) -> Broken:
        return Broken(self.given, self.layers, self.reads)

    @once
    def _mending(self) -> tuple[str, ...]:
        """The letters of the repairs with which all layers fit, no more than two: one of them is too many."""
        return tuple(islice((key for key, repair in self._options.items() if self._broken.mends(repair)), 2))

    @once
    def _options(self) -> dict[str, Repair]:
        return dict(zip(LETTERS, self.repairs, strict=True))

    def stacked(self) -> tuple[Axis, ...]:
        return axes_through(self.given, self.layers)

    def prompt(self) -> Text:
        layers = [
            T("(%(i)s) %(layer)s", i=i, layer=said_with_reads(layer, reads))
            for i, (layer, reads) in enumerate(zip(self.layers, self.reads, strict=True), 1)
        ]
        repairs = [
            T("%(key)s: layer %(i)s becomes %(layer)s", key=key, i=i, layer=said_with_reads(layer, reads))
            for key, (i, layer, reads) in self._options.items()
        ]
        return T(
            "An input of %(given)s (channels, height, width) goes into this network, which stops with an error.\n"
            "%(layers)s.\nWhich is the first layer that does not fit, and which of these repairs mends it?\n"
            "%(repairs)s.",
            given=shape_said(self.given),
            layers=lines(layers),
            repairs=lines(repairs),
        )

    def convention(self) -> Text:
        return T("PyTorch: floor; padding per side; stride 1 and no padding unless given; layers fit exactly or fail")

    def picture(self) -> Picture:
        words = T("The input and %(n)s layers below one another, with what each reads and makes.", n=len(self.layers))
        return Picture((broken_panel(self._broken),), words)

    @property
    def answer(self) -> Format:
        return BOXES

    def solve(self) -> Value:
        return self._broken.stop, self._mending[0]

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_faults(self._broken, self._options, self._mending[0])

    def near_misses(self, given: Value) -> Iterator[Mistake]:
        return misplaced(self._broken, given)

    def explain(self) -> Explanation:
        key = self._mending[0]
        return Explanation(self.picture(), tuple(fault_steps(self._broken, self._options[key], key)))
