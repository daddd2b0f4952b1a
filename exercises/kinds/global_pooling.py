"""K27: one number for each channel: global maximum and global average."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Self

from exercises.answers import Format, Number, Part, Steps, Value
from exercises.draws import Rows, grid_of
from exercises.mistakes.global_pooling import wrong_pools
from exercises.pictures import Picture, describe_grid, grid_panel
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.global_pooling import pool_steps
from exercises.text import T, Text, listing, minus

LABELS = (T("channel 1"), T("channel 2"), T("channel 3"))
ONE = Number()


@dataclass(frozen=True)
class GlobalPooling(Question):
    """Channels of one size; `largest` asks for their maxima, otherwise for their averages."""

    x: tuple[Rows, ...]
    largest: bool

    title = T("Global pooling")
    about = T("One number for each channel: its largest cell, or its exact average.")
    topic = "pooling"
    order = 4

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        height, width = rng.choice(((2, 3), (3, 3), (4, 4), (2, 4), (4, 2)) if level < 3 else ((2, 3), (3, 2), (2, 5)))
        low = 0 if level == 1 else -9 if level == 3 else -3
        x = tuple(grid_of(rng, height, width, low, 9 if level < 3 else 4) for _ in range(level))
        return cls(x, rng.random() < (0.5 if level == 3 else 0.25))

    def targets(self, level: int) -> tuple[str, ...]:
        inside = ("other-extreme", "signs-ignored") if self.largest and level == 3 else ()
        if self.largest:
            return (*(inside or ("other-extreme",)), *(("channels-together",) if level > 1 else ()))
        return ("not-divided", "divided-by-side", *(("channels-together",) if level > 1 else ()))

    def prompt(self) -> Text:
        values = {"n": len(self.x), "size": f"{len(self.x[0])} × {len(self.x[0][0])}"}
        if len(self.x) == 1:
            if self.largest:
                return T("Global max pooling turns this %(size)s map into one number. Which one?", **values)
            return T("Global average pooling turns this %(size)s map into one number. Which one, exactly?", **values)
        if self.largest:
            return T("Global max pooling turns %(n)s channels of %(size)s into one number each. Which ones?", **values)
        return T(
            "Global average pooling turns %(n)s channels of %(size)s into one number each. Which ones, exactly?",
            **values,
        )

    def convention(self) -> Text:
        return T("Each channel by itself; averages are exact, not rounded")

    def picture(self) -> Picture:
        grids = [[[minus(value) for value in row] for row in rows] for rows in self.x]
        panels = tuple(
            grid_panel(f"channel-{i}", LABELS[i] if len(self.x) > 1 else T("map"), rows) for i, rows in enumerate(grids)
        )
        said = [describe_grid(LABELS[i], rows) for i, rows in enumerate(self.x)]
        return Picture(panels, T("Given: %(grids)s.", grids=listing(said)))

    @property
    def answer(self) -> Format:
        if len(self.x) == 1:
            return ONE
        return Steps(tuple(Part(f"channel-{i}", LABELS[i], ONE) for i in range(len(self.x))))

    def solve(self) -> Value:
        pooled = tuple(pooled_value(rows, self.largest) for rows in self.x)
        return pooled if len(pooled) > 1 else pooled[0]

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_pools(self.x, self.largest)

    def explain(self) -> Explanation:
        return Explanation(self.picture(), tuple(pool_steps(self.x, self.largest)))


def pooled_value(rows: Rows, largest: bool) -> int | Fraction:
    cells = [value for row in rows for value in row]
    if largest:
        return max(cells)
    mean = Fraction(sum(cells), len(cells))
    return int(mean) if mean.denominator == 1 else mean
