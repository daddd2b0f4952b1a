"""K29: what happens to an output when its input moves."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Choice, Format, Part, Shape, Steps, Value
from exercises.engine.shifting import EFFECTS, Shifted, Windowed
from exercises.frozen import once
from exercises.mistakes.shifting import wrong_effects
from exercises.pictures import Picture, Role, describe_grid, grid_panel
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.shifting import shifting_steps
from exercises.text import T, Text, count, minus

SAID: dict[str, Text] = {
    "stays": T("it stays the same"),
    "moves": T("it moves by one cell and is the same otherwise"),
    "changes": T("it changes in another way"),
}
BOXES = Steps(
    (
        Part("output", T("the output now"), Shape()),
        Part("effect", T("compared with before"), Choice(tuple((key, SAID[key]) for key in EFFECTS))),
    )
)


@dataclass(frozen=True)
class ShiftedInput(Question):
    """A row of cells that moves right by `shift`; `weights` are those of a convolution, () means max pooling."""

    x: tuple[int, ...]
    weights: tuple[int, ...]
    size: int
    stride: int
    shift: int

    title = T("A shifted input")
    about = T("Move the input and see: does the output stay, move along, or change?")
    topic = "reading"
    order = 4
    gives_output = True

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        shift = 1 if level == 1 else rng.choice([1, 2, 2]) if level == 2 else rng.choice([1, 1, 2])
        if level < 3:
            return cls(_peaked(rng) if shift == 1 and rng.random() < 0.5 else _bump(rng), (), 2, 2, shift)
        weights = tuple(rng.randint(-2, 2) for _ in range(rng.choice([2, 3])))
        return cls(_bump(rng), weights, len(weights), rng.choice([1, 2, 2]), shift)

    def targets(self, level: int) -> tuple[str, ...]:
        effect = self._shifted.effect
        moved = () if effect == "stays" else ("always-invariant",)
        return (*moved, *(() if effect == "moves" else ("always-moving",)))

    def well_posed(self, level: int) -> bool:
        """Nothing but zeros falls off, and an output that moves along brings a 0 in: else one may say both."""
        shifted = self._shifted
        if any(self.x[-self.shift :]) or (self.weights and not any(self.weights)) or not any(shifted.before):
            return False
        return shifted.after[1:] != shifted.before[:-1] or shifted.effect != "changes"

    @once
    def _shifted(self) -> Shifted:
        return Shifted(Windowed(self.weights, self.size, self.stride), self.x, self.shift)

    def prompt(self) -> Text:
        values = {"k": self.size, "s": self.stride, "w": ", ".join(map(minus, self.weights))}
        cells = count("one cell", "%(n)s cells", self.shift)
        if self.weights:
            return T(
                "A convolution with the kernel (%(w)s) and stride %(s)s turns the first row into the output shown. Now "
                "the input moves right by %(cells)s. What is the output then, and what has happened to it?",
                cells=cells,
                **values,
            )
        return T(
            "Max pooling with window %(k)s and stride %(s)s turns the first row into the output shown. Now the input "
            "moves right by %(cells)s. What is the output then, and what has happened to it?",
            cells=cells,
            **values,
        )

    def convention(self) -> Text:
        return T("No padding; zeros come in on the left; the kernel is not flipped")

    def picture(self) -> Picture:
        rows = (("input", T("input"), self.x, Role.INPUT), ("before", T("output"), self._shifted.before, Role.OUTPUT))
        panels = tuple(grid_panel(key, caption, [row], role) for key, caption, row, role in rows)
        x, y = (describe_grid(caption, [row]) for caption, row in ((T("Input"), self.x), (T("Output"), rows[1][2])))
        said = T("%(x)s. %(y)s.", x=x, y=y)
        return Picture(panels, said)

    @property
    def answer(self) -> Format:
        return BOXES

    def solve(self) -> Value:
        return self._shifted.after, self._shifted.effect

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_effects(self._shifted)

    def explain(self) -> Explanation:
        return shifting_steps(self.picture(), self._shifted, SAID[self._shifted.effect])


def _bump(rng: Random) -> tuple[int, ...]:
    """Some cells between zeros."""
    inner = [rng.randint(1, 9) for _ in range(rng.randint(2, 5))]
    before = rng.randint(0, 2)
    return tuple([0] * before + inner + [0] * (8 - before - len(inner)))


def _peaked(rng: Random) -> tuple[int, ...]:
    """Large cells at the even places and small ones between: a window of 2 still holds its peak after a shift by 1."""
    return (*(rng.randint(0, 4) if i % 2 else rng.randint(5, 9) for i in range(7)), 0)
