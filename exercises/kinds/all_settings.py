"""K14: all the settings of a box that make one size out of another."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Format, Tuples, Value
from exercises.draws import between, one_of
from exercises.engine.inverse import all_settings
from exercises.frozen import once
from exercises.mistakes.settings import found_wanting, wrong_sets
from exercises.pictures import Picture, Role
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.settings import settings_steps
from exercises.strips import strip_panel
from exercises.text import T, Text

FORMAT = Tuples((T("kernel"), T("stride"), T("padding")))
Numbers = tuple[int, ...]


@dataclass(frozen=True)
class AllSettings(Question):
    """`n` cells are to become `out`; the kernels, strides and paddings per side that may be used."""

    n: int
    out: int
    kernels: Numbers
    strides: Numbers
    paddings: Numbers

    title = T("All settings that fit")
    about = T("Find every kernel, stride and padding that makes one size out of another.")
    topic = "inverse"
    order = 2
    gives_output = True

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        n = between(rng, 8, 32)
        kernels = tuple(sorted(rng.sample(range(3, 10), 4 if level == 1 else 3)))
        strides = ((1,), (1, 2), (1, 2, 3))[level - 1] if rng.random() < 0.5 or level == 1 else (2, 3)[: level + 1]
        paddings = (0, 1, 2) if level < 3 or rng.random() < 0.5 else (0, 1)
        kernel, stride, padding = one_of(rng, kernels), one_of(rng, strides), one_of(rng, paddings)
        return cls(n, max((n + 2 * padding - kernel) // stride + 1, 1), kernels, strides, paddings)

    def targets(self, level: int) -> tuple[str, ...]:
        return ("forgot-one", "padding-once") if level == 1 else ("forgot-one", "rounded-up")

    def well_posed(self, level: int) -> bool:
        """Two to six settings fit, and the box is not made of them alone."""
        return self.out > 1 and 2 <= len(self.solve()) <= 6

    @property
    def box(self) -> tuple[Numbers, Numbers, Numbers]:
        return (self.kernels, self.strides, self.paddings)

    def prompt(self) -> Text:
        stride = T("stride 1") if self.strides == (1,) else T("stride %(list)s", list=_either(self.strides))
        return T(
            "An input of %(n)s cells is to become an output of %(out)s. You may take a kernel of %(kernels)s, "
            "%(stride)s, and zero padding of %(paddings)s on each side. Which settings (kernel, stride, padding) do "
            "it? Name all of them.",
            n=self.n,
            out=self.out,
            kernels=_either(self.kernels),
            stride=stride,
            paddings=_either(self.paddings),
        )

    def convention(self) -> Text:
        return T("PyTorch: floor; padding counted per side")

    def picture(self) -> Picture:
        return Picture(
            (
                strip_panel("input", T("input, without padding"), self.n),
                strip_panel("output", T("output"), self.out, role=Role.OUTPUT),
            ),
            T("An input of %(n)s cells and an output of %(out)s.", n=self.n, out=self.out),
        )

    @property
    def answer(self) -> Format:
        return FORMAT

    def solve(self) -> Value:
        return self._fitting

    @once
    def _fitting(self) -> tuple[tuple[int, int, int], ...]:
        return tuple(all_settings(self.n, self.out, self.box))

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_sets(self.n, self.out, self.box)

    def near_misses(self, given: Value) -> Iterator[Mistake]:
        return found_wanting(given, self.solve(), self.n, self.out, self.box)

    def explain(self) -> Explanation:
        return Explanation(self.picture(), tuple(settings_steps(self.n, self.out, self.strides, self._fitting)))


def _either(numbers: Numbers) -> Text:
    """`2 or 3`, `3, 5 or 7`."""
    *first, last = numbers
    return T("%(first)s or %(last)s", first=", ".join(map(str, first)), last=last)
