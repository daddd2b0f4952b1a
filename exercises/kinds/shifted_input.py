"""K29: what happens to an output when its input moves."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Choice, Format, Part, Shape, Steps, Value
from exercises.draws import one_of
from exercises.engine.shifting import EFFECTS, Shifted, Windowed
from exercises.engine.sizes import Axis
from exercises.frozen import once
from exercises.mistakes.shifting import wrong_effects
from exercises.pictures import Picture, Role, describe_grid, grid_panel
from exercises.question import Explanation, Mistake, Question
from exercises.shift_draws import convolved, pooled
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

DRAWN = ("stays",) * 3 + ("moves",) * 5 + ("changes",) * 4
"""At level 3: the more of an effect, the more of its draws are refused."""


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
        """The effect is drawn first, so that none of them is the better guess."""
        effect = one_of(rng, EFFECTS if level < 3 else DRAWN)
        x, weights, stride, shift = convolved(rng, effect) if level == 3 else pooled(rng, effect, level)
        return cls(x, weights, len(weights) or 2, stride, shift)

    def targets(self, level: int) -> tuple[str, ...]:
        effect = self._shifted.effect
        moved = () if effect == "stays" else ("always-invariant",)
        return (*moved, *(() if effect == "moves" else ("always-moving",)))

    def well_posed(self, level: int) -> bool:
        """Nothing but zeros falls off, there is something to see, and one effect alone can be said."""
        if any(self.x[-self.shift :]) or (self.weights and not any(self.weights)):
            return False
        return any(self._shifted.before) and self._shifted.is_plain

    @once
    def _shifted(self) -> Shifted:
        return Shifted(Windowed(self.weights, self.size, self.stride), self.x, self.shift)

    def sliding(self) -> tuple[Axis, ...]:
        return (Axis(len(self.x), self.size, self.stride),)

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
