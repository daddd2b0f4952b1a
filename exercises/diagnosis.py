"""Holding an answer against the solution, and a wrong one against every wrong model of the same question.

A slip is named only when every model that gives this very answer says the same thing, word for word. Nothing is
guessed: where two slips at once come to the same answer, both readings are said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from exercises.answers import Grid, Marks, Parted, Steps, Value
from exercises.families import FAMILIES
from exercises.mistakes.patterns import patterns
from exercises.mistakes.rounding import as_rounded, rounded_boxes, rounded_number
from exercises.pictures import Frame
from exercises.question import Mistake, Question
from exercises.slips import BY_ANSWER, ROUNDED, family, title_of
from exercises.text import T, Text, count
from exercises.two_slips import readings


@dataclass(frozen=True)
class Checked:
    """What can be said about one readable answer.

    `marks` go with all that was typed (empty when it cannot be paired with the solution's); `parts` with what counts by
    itself, such as the rows of a table, each as it follows from the student's own row before it. `slip` is the slug of
    the slip or of the family of slips, empty when none is named; `step` is the step of `explain()` to look at. `also`
    are slips that few make, and pairs of slips, that give this very answer too: nobody can tell which it was.
    """

    right: bool
    marks: Marks
    parts: Marks
    sentence: Text
    slip: str = ""
    step: str = ""
    frames: tuple[Frame, ...] = ()
    also: tuple[tuple[str, ...], ...] = ()

    @property
    def share(self) -> Fraction:
        """What the answer is worth, from 0 to 1: the share of its parts that are right."""
        return Fraction(sum(self.parts), len(self.parts))


def check(question: Question, given: Value) -> Checked:
    """Judge a value that `question.answer.read` gave."""
    checked = _by_one_slip(question, given)
    if not checked.slip:
        return checked
    rare = dict.fromkeys((mistake.slip,) for mistake in _seldom(question, given))
    return _with_other_readings(checked, [*rare, *readings(question, given)])


def slip_of(question: Question, given: Value) -> str:
    """The slip that `check` names, without looking for pairs of slips beside it."""
    return _by_one_slip(question, given).slip


def _with_other_readings(checked: Checked, found: Sequence[tuple[str, ...]]) -> Checked:
    """The same, with the readings of which the named slip is no part."""
    also = tuple(slips for slips in found if checked.slip not in {*slips, *map(family, slips)})
    if not also:
        return checked
    other = _other_reading(also[0], of_several=len(also) > 1)
    said = T("There is more than one way to this answer. %(said)s %(other)s", said=checked.sentence, other=other)
    return replace(checked, sentence=said, also=also)


def _other_reading(slips: tuple[str, ...], of_several: bool) -> Text:
    """One slip, one in two places, or two together."""
    values = {"first": title_of(slips[0]), "second": title_of(slips[-1])}
    if len(slips) == 1:
        return T("It also comes out when you %(first)s.", first=values["first"])
    if slips[0] == slips[1]:
        return T("Or the same slip was made in two places: %(first)s.", first=values["first"])
    if of_several:
        return T(
            "Or two slips came together: it also comes out when you, for example, %(first)s and %(second)s.", **values
        )
    return T("Or two slips came together: it also comes out when you %(first)s and %(second)s.", **values)


def _by_one_slip(question: Question, given: Value) -> Checked:
    wanted, answer = question.solve(), question.answer
    right = answer.accepts(given, wanted)
    marks = answer.marks(given, wanted)
    parts = answer.parts(given, wanted) if isinstance(answer, Parted) else (right,)
    if right:
        return Checked(True, marks, parts, T("Right."))
    matching = _matching(question, given)
    families = {family(m.slip) for m in matching}
    if len(families) != 1:
        return Checked(False, marks, parts, _silent(question, marks, parts))
    return _named(marks, parts, matching, families.pop())


def shows(question: Question, slip: str) -> bool:
    """Whether this slip would be named if a student made it here; of a family, whether it or one of its slips would.

    The question is of a kind in which the slip is made.
    """
    if slip in ROUNDED:
        return slip_of(question, as_rounded(slip, question.solve(), question.answer)) == slip
    if slip in BY_ANSWER:
        return True
    made = [m for m in (*question.mistakes(), *question.seldom()) if slip in (m.slip, family(m.slip))]
    return any(slip_of(question, m.answer) in (slip, m.slip) for m in made)


def _matching(question: Question, given: Value) -> list[Mistake]:
    """The models that give exactly this answer; near misses only count where no whole model does, nor two of them."""
    accepts = question.answer.accepts
    whole = [m for m in question.mistakes() if accepts(given, m.answer)] or _seldom(question, given)
    near = [] if whole else [m for m in _near(question, given) if accepts(given, m.answer)]
    if near and any(accepts(given, m.answer) for other in question.overlooking() for m in other.mistakes()):
        return []
    return whole or near


def _seldom(question: Question, given: Value) -> list[Mistake]:
    return [m for m in question.seldom() if question.answer.accepts(given, m.answer)]


def _near(question: Question, given: Value) -> list[Mistake]:
    """What only the answer itself suggests: a slip in one cell, or else what its wrong cells have in common."""
    found = list(question.near_misses(given)) or list(_rounded(question, given))
    if found or not (question.is_map and isinstance(question.answer, Grid)):
        return found
    return list(patterns(given, question.solve(), question.mistakes()))


def _rounded(question: Question, given: Value) -> Iterable[Mistake]:
    """A decimal that was rounded too far, alone or in one of several boxes."""
    answer, wanted = question.answer, question.solve()
    if isinstance(answer, Steps):
        found = rounded_boxes(given, wanted, answer.boxes)
    else:
        found = rounded_number(given, wanted, answer)
    return (found,) if found else ()


def _named(marks: Marks, parts: Marks, matching: list[Mistake], family_slug: str) -> Checked:
    """The slip in its own words when all that match are one; otherwise its family, in words that all of them share."""
    first, *others = matching
    frames = first.frames if all(other.frames == first.frames for other in others) else ()
    if all((other.slip, other.sentence) == (first.slip, first.sentence) for other in others):
        return Checked(False, marks, parts, first.sentence, first.slip, first.step, frames)
    shared = all(other.sentence == first.sentence for other in others)
    said = first.sentence if shared else FAMILIES[family_slug]
    return Checked(False, marks, parts, said, family_slug, first.step, frames)


def _silent(question: Question, marks: Marks, parts: Marks) -> Text:
    """Says what is known without guessing at a cause."""
    answer = question.answer
    if not marks:
        return T("The size is not right yet. %(rule)s", rule=question.size_rule)
    if len(parts) > 1 and any(parts) and isinstance(answer, Parted):
        return T("%(counted)s The others are marked.", counted=answer.counted(sum(parts), len(parts)))
    if all(marks):
        return T("All that you wrote is right, but something is still missing.")
    right = sum(marks)
    if len(marks) > 1 and right:
        return count(
            "One of %(all)s is right; the others are marked.",
            "%(n)s of %(all)s are right; the others are marked.",
            right,
            all=len(marks),
        )
    return T("Not right yet. Compare your way with the worked solution, or try once more.")
