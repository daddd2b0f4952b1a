"""K37: branches over the same maps, stacked along the channels."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Choice, Format, Integer, Part, Shape, Steps, Value
from exercises.engine.concat import Stack
from exercises.engine.conventions import Impossible
from exercises.engine.sizes import Axis
from exercises.frozen import once
from exercises.mistakes.concat import tried, wrong_mendings, wrong_shapes
from exercises.network_draws import branches_of
from exercises.networks import Layers, axes_through, said_of, shape_said, units_of
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.concat import branch_steps
from exercises.solutions.strips import LETTERS, branches_panel
from exercises.text import T, Text, lines

SHAPE = Shape((T("channels"), T("height"), T("width")))


@dataclass(frozen=True)
class BranchesStacked(Question):
    """An input (channels, height, width) and layers for each branch; with `mend` one branch has a wrong padding."""

    given: tuple[int, int, int]
    ways: tuple[Layers, ...]
    mend: bool

    title = T("Branches put together")
    about = T("Stack the outputs of branches: what adds up, what must agree, and which padding mends a misfit.")
    topic = "layers"
    order = 5

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        return cls(*branches_of(rng, level), level > 1)

    def targets(self, level: int) -> tuple[str, ...]:
        if level == 1:
            return ("concat-sizes-added", "concat-channels-max", "concat-channels-multiplied")
        pooled = any(way[-1][0] == "pool" for way in self.ways)
        inner = "concat-pool-forgotten" if pooled else "concat-all-filters"
        half = [m.slip for m in self.mistakes() if m.slip == "same-half-kernel"] if level == 3 else []
        return ("concat-mismatch-unnoticed", "concat-channels-max", inner, *half)

    def well_posed(self, level: int) -> bool:
        """At most one branch makes another size, and one padding mends it; channels differ."""
        try:
            ends, misfits = self._stack.ends, self._stack.misfits
        except Impossible:
            return False
        if len({end[0] for end in ends}) < len(ends) or min(self._stack.wanted) < 2:
            return False
        if not self.mend:
            return not misfits
        return len(misfits) == 1 and len(self._stack.paddings) == 1

    @once
    def _stack(self) -> Stack:
        return Stack(self.given, tuple(map(units_of, self.ways)))

    def stacked(self) -> tuple[Axis, ...]:
        return tuple(axis for way in self.ways for axis in axes_through(self.given, way))

    def prompt(self) -> Text:
        ways = [
            T("%(letter)s: %(layers)s", letter=letter, layers=_one_by_one(way))
            for letter, way in zip(LETTERS, self.ways, strict=False)
        ]
        values = {"given": shape_said(self.given), "ways": lines(ways)}
        if not self.mend:
            return T(
                "An input of %(given)s (channels, height, width) goes into these branches.\n%(ways)s.\n"
                "Their outputs are "
                "put together along the channels. What is the shape of the whole?",
                **values,
            )
        return T(
            "An input of %(given)s (channels, height, width) goes into these branches.\n%(ways)s.\n"
            "Their outputs are to "
            "be put together along the channels. Which branch does not fit, which padding of its window mends it, and "
            "what is the shape of the whole then?",
            **values,
        )

    def convention(self) -> Text:
        return T("PyTorch: floor; padding counted per side; stride 1 and no padding unless given")

    def picture(self) -> Picture:
        caption = T("branches; the first number in a convolution is that of its filters")
        words = T("An input above %(n)s branches, which end in one block.", n=len(self.ways))
        return Picture((branches_panel(caption, self.given, self.ways),), words)

    @once
    def answer(self) -> Format:
        if not self.mend:
            return SHAPE
        letters = LETTERS[: len(self.ways)]
        options = [(letter, T("branch %(letter)s", letter=letter)) for letter in letters]
        which = Choice((*options, ("none", T("none: they all fit"))))
        return Steps(
            (
                Part("branch", T("the branch that does not fit"), which),
                Part("padding", T("its padding, mended"), Integer()),
                Part("shape", T("channels, height and width of the whole"), SHAPE),
            )
        )

    def solve(self) -> Value:
        if not self.mend:
            return self._stack.whole
        return LETTERS[self._stack.misfits[0]], self._stack.paddings[0], self._stack.mended.whole

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_mendings(self._stack) if self.mend else wrong_shapes(self._stack)

    def near_misses(self, given: Value) -> Iterator[Mistake]:
        return tried(self._stack, given) if self.mend else iter(())

    def explain(self) -> Explanation:
        return Explanation(self.picture(), tuple(branch_steps(self._stack, self.ways, self.mend)))


def _one_by_one(way: Layers) -> Text:
    first, *rest = map(said_of, way)
    return T("%(first)s, then %(rest)s", first=first, rest=rest[0]) if rest else first
