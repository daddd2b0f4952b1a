"""K39: statements about layers, to be judged."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any, Self

from exercises import claims, overstatements
from exercises.answers import Format, Several, Value
from exercises.claim_sketches import sketch
from exercises.frozen import once
from exercises.mistakes.judging import Statement, judged_wrongly, wanted_of, wrong_judgements
from exercises.pictures import INDEX, Cell, Label, Panel, Picture, Role
from exercises.question import Explanation, Mistake, Question, Step
from exercises.text import T, Text, listing

Drawn = tuple[Any, ...]
IS_TRUE = T("Statement %(i)s is true. %(why)s")
IS_NOT = T("Statement %(i)s is not true. %(why)s")
TOO_FAR = T("Statement %(i)s goes too far. %(why)s")
FAIR = T("Statement %(i)s does not go too far. %(why)s")


@dataclass(frozen=True)
class Statements(Question):
    """Statements of `exercises.claims`, or with `bold` of `exercises.overstatements`, where those are asked for."""

    drawn: tuple[Drawn, ...]
    bold: bool

    title = T("Statements to judge")
    about = T("True or not, and what says more than is so: strides, pooling, padding and their limits.")
    topic = "layers"
    order = 7

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        if level == 3:
            return cls(overstatements.pairs_of(rng, 5), True)
        return cls(claims.claims_of(rng, 3 + level), False)

    def targets(self, level: int) -> tuple[str, ...]:
        return ("statement-believed", "statement-left-out")

    def well_posed(self, level: int) -> bool:
        """Neither all nor none belong into the answer."""
        return 0 < len(self.solve()) < len(self.drawn)

    @once
    def _statements(self) -> tuple[Statement, ...]:
        return tuple(map(_overstated if self.bold else _claimed, self.drawn))

    def prompt(self) -> Text:
        asked = T("Which of these statements are true?")
        if self.bold:
            asked = T("Which of these statements go too far?")
        lines = [T("(%(i)s) %(text)s", i=i, text=one.text) for i, one in enumerate(self._statements, 1)]
        return T("%(asked)s\n%(statements)s", asked=asked, statements=_below(lines))

    def convention(self) -> Text:
        if self.bold:
            return T("A statement goes too far when it is not so in every case that it speaks of")
        return T("PyTorch: floor; padding counted per side; stride 1 and no padding where none is given")

    def picture(self) -> Picture:
        many = len(self.drawn)
        cells = tuple(Cell(x, INDEX, "", Role.BLANK, "marks") for x in range(many))
        labels = tuple(Label(x + 0.5, INDEX / 2, str(x + 1)) for x in range(many))
        panel = Panel("marks", T("the statements"), many, 1 + INDEX, cells, (), labels)
        place = T("A place to tick for each of %(n)s statements.", n=many)
        found = [(i, one) for i, drawn in enumerate(self.drawn, 1) if not self.bold and (one := sketch(i, drawn))]
        if not found:
            return Picture((panel,), place)
        listed = listing([T("statement %(i)s: %(what)s", i=i, what=what) for i, (_, what) in found])
        said = T("%(place)s Drawn are, for %(listed)s.", place=place, listed=listed)
        return Picture((panel, *(drawing for _, (drawing, _) in found)), said)

    @property
    def answer(self) -> Format:
        return Several()

    def solve(self) -> Value:
        return wanted_of(self._statements)

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_judgements(self._statements)

    def near_misses(self, given: Value) -> Iterator[Mistake]:
        return judged_wrongly(self._statements, given)

    def explain(self) -> Explanation:
        steps = [
            Step(
                f"statement-{i}",
                one.sentence.filled(i=i, why=one.why),
                cells=(Cell(i - 1, INDEX, "✓" if one.wanted else "✗", Role.OUTPUT, "marks"),),
            )
            for i, one in enumerate(self._statements, 1)
        ]
        answer = T("To be named: %(answer)s.", answer=self.answer.show(self.solve()))
        return Explanation(self.picture(), (*steps, Step("answer", answer)))


def _claimed(drawn: Drawn) -> Statement:
    true = claims.holds(drawn)
    return Statement(claims.said(drawn), true, claims.why(drawn), IS_TRUE if true else IS_NOT)


def _overstated(drawn: Drawn) -> Statement:
    slug, bold = drawn
    one = (str(slug), int(bold))
    return Statement(overstatements.said(one), bool(bold), overstatements.why(one), TOO_FAR if bold else FAIR)


def _below(lines: list[Text]) -> Text:
    first, *rest = lines
    return T("%(first)s\n%(rest)s", first=first, rest=_below(rest)) if rest else first
