"""K24: which kernel made this map?"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

import numpy as np

from exercises.answers import Choice, Format, Grid, Number, Value
from exercises.draws import NAMED_KERNELS, Rows, grid_of
from exercises.engine.conv import correlate
from exercises.engine.recover import Equation, equations
from exercises.engine.sizes import Axis
from exercises.frozen import once
from exercises.mistakes.recovering import wrong_choices, wrong_kernels, wrong_weights
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.recovering import choosing_steps, map_picture, solving_steps
from exercises.text import T, Text

LETTERS = "ABCD"
LOPSIDED = [w for w in NAMED_KERNELS if w not in (w[::-1], tuple(row[::-1] for row in w))]


@dataclass(frozen=True)
class KernelFromMap(Question):
    """An input and the kernel of its map. With `options` one of them is chosen.

    Without, the weights at the places `hidden` are asked for: one as a number, or all of them as a grid.
    """

    x: Rows
    w: Rows
    hidden: tuple[tuple[int, int], ...]
    options: tuple[Rows, ...]

    title = T("The kernel behind a map")
    about = T("Input and output are known: find a weight, the whole kernel, or the one of four that made the map.")
    topic = "inverse"
    order = 3
    size_rule = T("It has one number for each weight of the kernel.")
    gives_output = True
    is_map = False

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        if level == 1:
            w = grid_of(rng, 2, 2, -3, 3)
            return cls(grid_of(rng, 3, 3, 1, 6), w, ((rng.randrange(2), rng.randrange(2)),), ())
        if level == 2:
            x = tuple(tuple(rng.choice([0, 0, 1, 2, 3]) for _ in range(3)) for _ in range(3))
            return cls(x, grid_of(rng, 2, 2, -3, 4), ((0, 0), (0, 1), (1, 0), (1, 1)), ())
        w = rng.choice(LOPSIDED) if rng.random() < 0.4 else grid_of(rng, 3, 3, -1, 2)
        turned = [w, tuple(row[::-1] for row in w[::-1]), tuple(zip(*w, strict=True)), w[::-1]]
        rng.shuffle(turned)
        return cls(grid_of(rng, 4, 4, 0, 5), w, (), tuple(turned))

    def targets(self, level: int) -> tuple[str, ...]:
        if self.options:
            return ("kernel-flipped", "kernel-transposed", "turned-one-way")
        return ("kernel-flipped", "kernel-transposed") if level == 2 else ("rest-added", "weight-not-divided")

    def well_posed(self, level: int) -> bool:
        if level == 3:
            maps = {correlate(np.array(self.x), np.array(one)).tobytes() for one in self.options}
            return len(maps) == len(self.options)
        found = self._equations
        if level == 1:
            return found[0].factor > 1 and found[0].rest != 0
        return len(found) == len(self.hidden) and sum(one.rest != 0 for one in found) >= 2

    @once
    def _equations(self) -> tuple[Equation, ...]:
        return tuple(equations(np.array(self.x), np.array(self.w), set(self.hidden)))

    @once
    def _map(self) -> Rows:
        return tuple(map(tuple, correlate(np.array(self.x), np.array(self.w)).tolist()))

    def sliding(self) -> tuple[Axis, ...]:
        return Axis(len(self.x), len(self.w)), Axis(len(self.x[0]), len(self.w[0]))

    def prompt(self) -> Text:
        if self.options:
            return T("One of the kernels A to D made this output, with stride 1 and no padding. Which one?")
        if len(self.hidden) == 1:
            return T("A kernel made this output, with stride 1 and no padding. One weight is hidden. What is it?")
        return T("A 2 × 2 kernel made this output, with stride 1 and no padding. What are its weights?")

    def convention(self) -> Text:
        return T("Deep learning: cross-correlation, the kernel is not flipped")

    def picture(self) -> Picture:
        return map_picture(self.x, self.w, set(self.hidden), self.options, self._map)

    @property
    def answer(self) -> Format:
        if self.options:
            return Choice(tuple((letter, T("kernel %(letter)s", letter=letter)) for letter in LETTERS))
        return Number() if len(self.hidden) == 1 else Grid()

    def solve(self) -> Value:
        """By what it makes, not by what was drawn: the option whose map this is, or the equations one by one."""
        if self.options:
            made = [correlate(np.array(self.x), np.array(one)).tolist() for one in self.options]
            return LETTERS[made.index([list(row) for row in self._map])]
        found = {one.tap: (self._map[one.cell[0]][one.cell[1]] - one.rest) // one.factor for one in self._equations}
        if len(self.hidden) == 1:
            return found[self.hidden[0]]
        return tuple(tuple(found[i, j] for j in range(2)) for i in range(2))

    def wrong_models(self) -> Iterator[Mistake]:
        if self.options:
            return wrong_choices(self.w, self.options, LETTERS)
        if len(self.hidden) == 1:
            return wrong_weights(np.array(self.x), np.array(self.w), self._equations[0])
        return wrong_kernels(self.w)

    def explain(self) -> Explanation:
        given = self.picture()
        if self.options:
            return choosing_steps(given, np.array(self.x), self.options, LETTERS, self._map)
        return solving_steps(given, np.array(self.x), np.array(self.w), self._equations, self._map)
