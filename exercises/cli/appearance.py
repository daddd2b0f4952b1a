"""How a question speaks, and that its pictures fit a phone and hold what is marked on them."""

import re
from collections.abc import Iterator

from exercises.answers import Grid, Grids
from exercises.pictures import INDEX, Cell, Frame, Picture, Role
from exercises.question import Explanation, Question
from exercises.text import Text, plain

ONE_OF_MANY = re.compile(
    r"(?:^|[a-z,:] )1 (?:cells|zeros|rows|columns|windows|moves of|layers|sizes|taps|times|channels|features|bytes)\b"
    r"|\b1 are\b"
)
LONGEST_FORMULA = 46
WIDEST = 20 + INDEX  # cells, and the margin for their numbers
WIDEST_WITH_OVERHANG = 22
GIVEN = {"input", "pad", "weight", "blank"}


def appearance(question: Question) -> Iterator[str]:
    """A line for each sentence or picture that is not as it should be; grids of values speak in sums, cell by cell."""
    if isinstance(question.answer, Grid | Grids):
        return
    explanation = question.explain()
    yield from _sentences(question, explanation)
    yield from _widths(question.picture(), explanation)
    yield from _marks(question, explanation)
    yield from _given_away(question)


def sentences_of(question: Question, explanation: Explanation) -> list[Text]:
    """All that a question says in whole sentences."""
    texts = [question.prompt(), question.picture().description]
    texts += [mistake.sentence for mistake in question.mistakes()]
    return texts + [step.sentence for step in explanation.steps]


def _sentences(question: Question, explanation: Explanation) -> Iterator[str]:
    for text in map(plain, sentences_of(question, explanation)):
        if ONE_OF_MANY.search(text):
            yield f"one thing is spoken of as many (`count` in exercises/text.py knows both): {text}"
        if not re.match(r"[“(]?[A-Z0-9]", text) or not text.endswith((".", "?")):
            yield f"no whole sentence: {text}"


def _widths(given: Picture, explanation: Explanation) -> Iterator[str]:
    for picture, most in ((given, WIDEST), (explanation.picture, WIDEST_WITH_OVERHANG)):
        if (width := max(panel.width for panel in picture.panels)) > most:
            yield f"a panel is {width:.1f} cells wide, and a phone shows {most}; draw fewer cells or a cut strip"
    for step in explanation.steps:
        if (length := len(plain(f"${step.formula}$"))) > LONGEST_FORMULA:
            yield f"a formula has {length} characters, and a phone shows {LONGEST_FORMULA}: {step.formula}"


def _marks(question: Question, explanation: Explanation) -> Iterator[str]:
    """Each mark lies on its panel, and so does the window of a slip."""
    ends = {panel.key: (panel.width, panel.height) for panel in explanation.picture.panels}
    marks: list[Frame | Cell] = [frame for mistake in question.mistakes() for frame in mistake.frames]
    for step in explanation.steps:
        marks += [*step.frames, *step.cells]
    for mark in marks:
        wide, high = ends.get(mark.panel, (0, 0))
        if min(mark.x, mark.y) < 0 or mark.x + mark.width > wide + 1e-9 or mark.y + mark.height > high + 1e-9:
            yield f"a mark lies outside the panel {mark.panel}"


def _given_away(question: Question) -> Iterator[str]:
    """Only the input, its padding, the kernel, what is given and the first window are shown."""
    shown = GIVEN | ({"output"} if question.gives_output else set())
    for panel in question.picture().panels:
        if not {cell.role for cell in panel.cells} <= shown:
            yield f"the picture of the question gives cells away in the panel {panel.key}"
        if len(panel.frames) > 1 or any(f.role != Role.WINDOW or max(f.x, f.y) >= 1 for f in panel.frames):
            yield f"the picture of the question frames more than the first window in the panel {panel.key}"
