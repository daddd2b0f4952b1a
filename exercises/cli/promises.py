"""What every kind promises, checked on one question. The tests and the command `self-test` ask the same."""

import json
import re
from collections.abc import Iterator
from random import Random

from exercises.answers import Unreadable
from exercises.cli.appearance import appearance, sentences_of
from exercises.diagnosis import check, slip_of
from exercises.pictures import as_text
from exercises.question import Explanation, Mistake, Question
from exercises.slips import SLIPS, family
from exercises.text import plain


def broken_promises(question: Question, level: int, seed: int) -> Iterator[str]:
    """A line for each promise that this question, drawn with this level and seed, does not keep."""
    yield from _drawing(question, level, seed)
    yield from _solution(question)
    yield from _mistakes(question)
    yield from _targets(question, level)
    explanation = question.explain()
    yield from _explanation(question, explanation)
    yield from _words(question, explanation)
    yield from appearance(question)


def _drawing(question: Question, level: int, seed: int) -> Iterator[str]:
    kind = type(question)
    if kind.generate(Random(seed), level) != question:
        yield "the same seed gives another question"
    if kind.restore(json.loads(json.dumps(question.parameters()))) != question:
        yield "the question does not survive storage as JSON"


def _solution(question: Question) -> Iterator[str]:
    read = question.answer.read(question.answer.show(question.solve()))
    if isinstance(read, Unreadable):
        yield f"the solution cannot be typed: {read.message}"
        return
    checked = check(question, read)
    if not checked.right or checked.slip or not all(checked.marks):
        yield "the solution is called wrong"


def _mistakes(question: Question) -> Iterator[str]:
    for mistake in question.mistakes():
        if mistake.slip not in SLIPS:
            yield f"{mistake.slip} is not in the register (exercises/slips.py)"
            continue
        if question.answer.read(question.answer.show(mistake.answer)) != mistake.answer:
            yield f"the answer of {mistake.slip} cannot be typed"
        named, right = slip_of(question, mistake.answer), _name(question, mistake)
        if named != right:
            yield f"{mistake.slip} is called “{named}”, and not “{right}”"


def _name(question: Question, mistake: Mistake) -> str:
    """What the answer of this mistake may be called: the slip where all say the same, its family, or nothing."""
    alike = [other for other in question.mistakes() if question.answer.accepts(other.answer, mistake.answer)]
    said = {(other.slip, plain(other.sentence)) for other in alike}
    families = {family(slip) for slip, _ in said}
    if len(said) == 1:
        return mistake.slip
    return families.pop() if len(families) == 1 else ""


def _targets(question: Question, level: int) -> Iterator[str]:
    """There are some, and all of them are visible and told apart."""
    if not question.targets(level):
        yield "there are no targets: say which slips this level is about"
    if strange := [slip for slip in question.targets(level) if slip not in SLIPS]:
        yield f"these targets are not in the register (exercises/slips.py): {', '.join(strange)}"
        return
    if not question.tells_apart(question.targets(level)):
        lost = [slip for slip in question.targets(level) if not question.tells_apart([slip])]
        yield f"these targets are not told apart: {', '.join(lost)}"


def _explanation(question: Question, explanation: Explanation) -> Iterator[str]:
    panels = {panel.key for panel in explanation.picture.panels}
    keys = [step.key for step in explanation.steps]
    if len(set(keys)) < len(keys):
        yield "two steps share a key"
    marked = {frame.panel for step in explanation.steps for frame in step.frames}
    marked |= {cell.panel for step in explanation.steps for cell in step.cells}
    marked |= {frame.panel for mistake in question.mistakes() for frame in mistake.frames}
    if not marked <= panels:
        yield "a mark is on a panel that is not there"
    if not {mistake.step for mistake in question.mistakes()} <= {"", *keys}:
        yield "a mistake points at a step that is not there"
    last = explanation.steps[-1]
    told = plain(f"{last.sentence} ${last.formula}$").replace("−", "-")
    if re.split(r"[\s;,]+", question.answer.show(question.solve()).strip())[-1] not in told:
        yield "the explanation does not end at the solution"


def _words(question: Question, explanation: Explanation) -> Iterator[str]:
    texts = [*sentences_of(question, explanation), question.convention(), question.answer.hint()]
    formulas = [f"${step.formula}$" for step in explanation.steps]
    for text in map(plain, [*texts, *formulas]):
        if "\\" in text or "%(" in text:
            yield f"unfinished words: {text}"
    if not as_text(question.picture()):
        yield "the picture is empty"
