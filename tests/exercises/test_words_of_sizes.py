"""How the kinds without a grid of values speak, and that what they draw stays on the page."""

import re
from functools import cache
from random import Random

import pytest

from exercises.answers import Grid, Grids
from exercises.kinds import catalogue
from exercises.pictures import INDEX, Role
from exercises.question import LEVELS
from exercises.text import plain


def is_drawn_as_a_grid(kind):
    """Whether the answer is a grid of values, or one for each stage: its sentences are sums, cell by cell."""
    return isinstance(kind.generate(Random(1), LEVELS[0]).answer, Grid | Grids)


SLUGS = [slug for slug, kind in catalogue().items() if not is_drawn_as_a_grid(kind)]
every_level = pytest.mark.parametrize(("slug", "level"), [(slug, level) for slug in SLUGS for level in LEVELS])
ONE_OF_MANY = re.compile(
    r"(?:^|[a-z,:] )1 (?:cells|zeros|rows|columns|windows|moves of|layers|sizes|taps|times|channels|features|bytes)\b"
    r"|\b1 are\b"
)
LONGEST_FORMULA = 46
WIDEST = 20 + INDEX  # cells, and the margin for their numbers
WIDEST_WITH_OVERHANG = 22


@cache
def drawn(slug, level):
    return [catalogue()[slug].generate(Random(seed), level) for seed in range(40)]


@every_level
def test_one_thing_is_never_spoken_of_as_many(slug, level):
    for question in drawn(slug, level):
        texts = [question.prompt(), question.picture().description]
        texts += [mistake.sentence for mistake in question.mistakes()]
        texts += [step.sentence for step in question.explain().steps]
        for text in map(plain, texts):
            assert not ONE_OF_MANY.search(text), text
            assert re.match(r"[“(]?[A-Z0-9]", text), text
            assert text.endswith((".", "?")), text


OF_PADDING = ("padded input", "pad, subtract", "input with its padding", "and the padding")


@every_level
def test_where_there_is_no_padding_nothing_is_counted_in_it(slug, level):
    for question in drawn(slug, level):
        axes = question.sliding()
        if not axes or any(axis.padded > axis.n for axis in axes):
            continue
        texts = [mistake.sentence for mistake in question.mistakes()]
        for text in map(plain, [*texts, *(step.sentence for step in question.explain().steps)]):
            assert not any(words in text for words in OF_PADDING), text


@every_level
def test_formulas_and_pictures_fit_a_phone(slug, level):
    for question in drawn(slug, level):
        explanation = question.explain()
        assert max(panel.width for panel in question.picture().panels) <= WIDEST
        assert max(panel.width for panel in explanation.picture.panels) <= WIDEST_WITH_OVERHANG
        for step in explanation.steps:
            assert len(plain(f"${step.formula}$")) <= LONGEST_FORMULA


@every_level
def test_what_a_step_marks_lies_on_its_picture(slug, level):
    for question in drawn(slug, level):
        explanation = question.explain()
        ends = {panel.key: (panel.width, panel.height) for panel in explanation.picture.panels}
        for step in explanation.steps:
            marks = [(mark.panel, mark.x, mark.y, mark.width, mark.height) for mark in step.frames]
            marks += [(cell.panel, cell.x, cell.y, cell.width, cell.height) for cell in step.cells]
            for panel, x, y, width, height in marks:
                assert x >= 0
                assert y >= 0
                assert x + width <= ends[panel][0] + 1e-9
                assert y + height <= ends[panel][1] + 1e-9


@every_level
def test_the_window_of_a_slip_lies_whole_on_the_picture_of_the_solution(slug, level):
    for question in drawn(slug, level):
        ends = {panel.key: panel.width for panel in question.explain().picture.panels}
        for frame in (frame for mistake in question.mistakes() for frame in mistake.frames):
            assert frame.x >= 0
            assert frame.x + frame.width <= ends[frame.panel]


@every_level
def test_the_picture_of_the_question_does_not_give_the_answer_away(slug, level):
    """Only the input, its padding, the kernel, what is given and the first window are shown: nothing read or unread."""
    given = {"input", "pad", "weight", "blank"} | ({"output"} if catalogue()[slug].gives_output else set())
    for question in drawn(slug, level):
        for panel in question.picture().panels:
            assert {cell.role for cell in panel.cells} <= given
            assert len(panel.frames) <= 1
            assert all(frame.role == Role.WINDOW and max(frame.x, frame.y) < 1 for frame in panel.frames)
