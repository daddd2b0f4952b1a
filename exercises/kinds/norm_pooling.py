"""K27: L2 pooling, the root of the sum of squares."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isqrt
from random import Random
from typing import Self

import numpy as np

from exercises.answers import Format, Part, Rounded, Steps, Value
from exercises.draws import Rows, grid_of
from exercises.engine.norms import power_sums
from exercises.engine.sizes import Axis
from exercises.frozen import once
from exercises.mistakes.norms import rounded_root, wrong_norms
from exercises.pictures import Frame, Picture, describe_grid, grid_panel
from exercises.question import Explanation, Mistake, Question, Step
from exercises.text import T, Text, listing, minus, signed

ONE = Rounded()
FINE = 9
"""Decimals of a root that others are held against: none of a whole number lies so near to half a hundredth."""


@dataclass(frozen=True)
class NormPooling(Question):
    """Maps `x`, each pooled by windows of 2 × 2 with stride 2, or as a whole (`globally`)."""

    x: tuple[Rows, ...]
    globally: bool

    title = T("L2 pooling")
    about = T("Square the cells of a window, add them up, and take the root.")
    topic = "pooling"
    order = 7

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        if level == 1:
            return cls((_whole_root(rng),), False)
        if level == 2:
            return cls((grid_of(rng, 2, 4, 0, 9),), False)
        height, width = rng.choice([(2, 3), (3, 3), (3, 2)])
        return cls(tuple(grid_of(rng, height, width, -4, 6) for _ in range(2)), True)

    def targets(self, level: int) -> tuple[str, ...]:
        return ("root-forgotten", "root-of-mean", "sizes-added", *(("channels-together",) if level == 3 else ()))

    def well_posed(self, level: int) -> bool:
        """At level 1 the root is a whole number; later no root is."""
        whole = [isqrt(square) ** 2 == square for square in self._squares]
        return all(whole) if level == 1 else not any(whole)

    @property
    def _axes(self) -> tuple[Axis, Axis]:
        height, width = len(self.x[0]), len(self.x[0][0])
        return (Axis(height, height), Axis(width, width)) if self.globally else (Axis(height, 2, 2), Axis(width, 2, 2))

    @once
    def _squares(self) -> list[int]:
        """The sum of squares of each window, from left to right and channel by channel."""
        return [int(one) for one in power_sums(np.array(self.x), *self._axes).ravel()]

    @property
    def _windows(self) -> list[tuple[int, int, int, list[int]]]:
        """Channel, first row, first column and cells of each window, in the order of `_squares`."""
        high, wide = (axis.kernel for axis in self._axes)
        return [
            (channel, top, left, [cell for row in rows[top : top + high] for cell in row[left : left + wide]])
            for channel, rows in enumerate(self.x)
            for top in range(0, len(rows), high)
            for left in range(0, len(rows[0]), wide)
        ]

    def sliding(self) -> tuple[Axis, ...]:
        return self._axes

    def prompt(self) -> Text:
        if self.globally:
            return T(
                "Global L2 pooling turns each of the %(n)s channels into one number: the root of the sum of squares. "
                "Which ones, to two decimals?",
                n=len(self.x),
            )
        if len(self._windows) == 1:
            return T("L2 pooling turns this 2 × 2 window into the root of the sum of its squares. What is it?")
        return T(
            "L2 pooling with a 2 × 2 window and stride 2 goes over this map. Which numbers come out, to two decimals?"
        )

    def convention(self) -> Text:
        return T("PyTorch LPPool2d, ONNX LpPool: the root of the sum of squares, without a mean")

    def picture(self) -> Picture:
        panels = tuple(grid_panel(f"map-{c}", self._name(c), rows) for c, rows in enumerate(self.x))
        said = [describe_grid(self._name(c), rows) for c, rows in enumerate(self.x)]
        return Picture(panels, T("Given: %(grids)s.", grids=listing(said)))

    def _name(self, channel: int) -> Text:
        return T("channel %(c)s", c=channel + 1) if len(self.x) > 1 else T("map")

    @once
    def answer(self) -> Format:
        fine = [Rounded(exact=rounded_root(square, FINE)) for square in self._squares]
        if len(fine) == 1:
            return fine[0]
        label = T("channel %(n)s") if self.globally else T("window %(n)s")
        return Steps(tuple(Part(f"window-{i}", label.filled(n=i), one) for i, one in enumerate(fine, 1)))

    def solve(self) -> Value:
        values = tuple(map(rounded_root, self._squares))
        return values if len(values) > 1 else values[0]

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_norms([cells for *_, cells in self._windows])

    def explain(self) -> Explanation:
        return Explanation(self.picture(), tuple(self._steps()))

    def _steps(self) -> Iterator[Step]:
        rows, columns = self._axes
        roots = [ONE.show(rounded_root(square)) for square in self._squares]
        for i, (channel, top, left, cells) in enumerate(self._windows, 1):
            said = T(
                "The squares add up: %(sum)s. The root of that is %(root)s.",
                sum=f"{' + '.join(f'{signed(cell)}²' for cell in cells)} = {self._squares[i - 1]}",
                root=roots[i - 1],
            )
            frame = Frame(left, top, columns.kernel, rows.kernel, panel=f"map-{channel}")
            yield Step(f"window-{i}", said, rf"\sqrt{{{self._squares[i - 1]}}}", (frame,))
        if len(roots) > 1:
            yield Step("answer", T("The numbers are %(all)s.", all=", ".join(map(minus, roots))))


def _whole_root(rng: Random) -> Rows:
    """Four cells whose squares add up to a square, where the last cell can bring that about."""
    a, b, c = (rng.randint(-9, 9) for _ in range(3))
    squares = a * a + b * b + c * c
    fitting = [d for d in range(-9, 10) if isqrt(squares + d * d) ** 2 == squares + d * d]
    return (a, b), (c, rng.choice(fitting or [1]))
