"""K40: find the slip in a worked solution."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Choice, Exact, Format, Part, Steps, Value
from exercises.derivations import DERIVATIONS, Line, Numbers, lines_of, place_of
from exercises.draws import between, one_of
from exercises.frozen import once
from exercises.mistakes.slips_found import blamed, wrong_finds
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.slips_found import finding_steps, shown_lines, task_picture
from exercises.text import T, Text

TEMPLATES = {1: ("size", "sum"), 2: ("size", "thinned", "starts", "sum"), 3: ("size", "memory", "same", "border")}
LEFT_OUT = {("size", 1): ("one-before-dividing", "rounded-up", "skipped-stride")}
"""Slips about a stride, where there is none."""


def _by_line(template: str, level: int) -> list[list[str]]:
    """The slips by the line that they change; those that change any of the three rows of a sum stand there thrice."""
    lines: dict[int, list[str]] = {}
    for slip, line in DERIVATIONS[template].slips.items():
        if slip not in LEFT_OUT.get((template, level), ()):
            lines.setdefault(line, []).append(slip)
    return [slips for line, slips in lines.items() for _ in range(3 if line < 0 else 1)]


_BY_LINE = {(template, level): _by_line(template, level) for level in TEMPLATES for template in TEMPLATES[level]}


@dataclass(frozen=True)
class FindSlip(Question):
    """A solution of one of the templates of `exercises.derivations` with one `slip` put into it."""

    template: str
    numbers: Numbers
    slip: str

    title = T("Find the slip")
    about = T("A worked solution goes wrong in one line. Find it, and put it right.")
    topic = "checking"
    order = 1

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        """The line is drawn first, and then a slip that changes it: no line is the better guess."""
        template = one_of(rng, TEMPLATES[level])
        slips = one_of(rng, _BY_LINE[template, level])
        return cls(template, numbers_for(rng, template, level), one_of(rng, slips))

    def targets(self, level: int) -> tuple[str, ...]:
        return ("slip-repeated", "slip-inherited") if self._is_carried_on else ("slip-repeated",)

    def well_posed(self, level: int) -> bool:
        """The slip shows in its line and in every line that builds on it; nothing is negative that cannot be."""
        right, shown = self._right, self._shown
        if right[self._place].value == shown[self._place].value:
            return False
        if any(one.value == other.value and one != other for one, other in zip(right, shown, strict=True)):
            return False
        return self.template == "sum" or min(line.value for line in (*right, *shown)) >= 0

    @once
    def _right(self) -> tuple[Line, ...]:
        return lines_of(self.template, self.numbers)

    @once
    def _shown(self) -> tuple[Line, ...]:
        return lines_of(self.template, self.numbers, self.slip)

    @once
    def _place(self) -> int:
        return place_of(self.template, self.numbers, self.slip)

    @property
    def _is_carried_on(self) -> bool:
        return self._right[self._place + 1 :] != self._shown[self._place + 1 :]

    def prompt(self) -> Text:
        return T(
            "%(task)s Somebody wrote:\n%(lines)s\nOne line is wrong by itself. Which one, and in which number should "
            "it end?",
            task=DERIVATIONS[self.template].asked(self.numbers),
            lines=shown_lines(self._shown),
        )

    def convention(self) -> Text:
        return T("One slip only; lines that build on it follow from it")

    def picture(self) -> Picture:
        return task_picture(self.template, self.numbers)

    @property
    def answer(self) -> Format:
        count = len(self._right)
        lines = Choice(tuple((str(i), T("line %(i)s", i=i)) for i in range(1, count + 1)))
        return Steps((Part("line", T("the wrong line"), lines), Part("value", T("it should end in"), Exact(6))))

    def solve(self) -> Value:
        return str(self._place + 1), self._right[self._place].value

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_finds(self.template, self.numbers, self.slip)

    def near_misses(self, given: Value) -> Iterator[Mistake]:
        return blamed(given, self.template, self.numbers, self.slip)

    def explain(self) -> Explanation:
        return Explanation(self.picture(), tuple(finding_steps(self.template, self.numbers, self.slip)))


def numbers_for(rng: Random, template: str, level: int) -> Numbers:
    """Numbers for a template; those for which the slip would not show are drawn again."""
    return _NUMBERS[template](rng, level)


def _size(rng: Random, level: int) -> Numbers:
    if level == 1:
        return between(rng, 5, 16), between(rng, 2, 5), 1, between(rng, 1, 3)
    return between(rng, 7, 18 * (level - 1)), between(rng, 2, 7), between(rng, 2, level + 1), between(rng, 1, level)


def _starts(rng: Random, level: int) -> Numbers:
    return between(rng, 8, 20), between(rng, 2, 5), between(rng, 2, 4)


def _sum(rng: Random, level: int) -> Numbers:
    low, weight = (0, 2) if level == 1 else (-4, 3)
    cells, weights = ([between(rng, *ends) for _ in range(9)] for ends in ((low, 9), (-weight, weight)))
    return (*cells, *weights, rng.randrange(9))


def _memory(rng: Random, level: int) -> Numbers:
    n, k, filters, batch = (
        between(rng, 20, 64),
        one_of(rng, [3, 5, 7]),
        one_of(rng, [8, 16, 32]),
        one_of(rng, [2, 4, 10]),
    )
    whole = str((n - k + 1) ** 2 * filters * batch * 4)
    at = rng.randrange(1, len(whole) - 1)
    swapped = whole[:at] + whole[at + 1] + whole[at] + whole[at + 2 :]
    return n, k, filters, batch, 6 if len(whole) > 6 else 3, int(swapped)


def _same(rng: Random, level: int) -> Numbers:
    s = between(rng, 2, 4)
    return between(rng, 7, 40), between(rng, s, 7), s


def _border(rng: Random, level: int) -> Numbers:
    k = one_of(rng, [3, 3, 5])
    return between(rng, k + 1, 12), k, between(rng, 1, k // 2), between(rng, 2, 9)


_NUMBERS = {
    "size": _size,
    "thinned": _starts,
    "starts": _starts,
    "sum": _sum,
    "memory": _memory,
    "same": _same,
    "border": _border,
}
