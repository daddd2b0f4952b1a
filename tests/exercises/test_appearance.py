"""What the self-test says of sentences and pictures that are not as they should be."""

from dataclasses import replace

import pytest

from exercises.cli.appearance import appearance
from exercises.kinds.output_size import OutputSize
from exercises.pictures import Frame, Role, blank_panel
from exercises.question import Mistake
from exercises.text import T

PLAIN = OutputSize(7, 3, 2, 0, False)


def changed_step(explanation, **parts):
    first, *others = explanation.steps
    return replace(explanation, steps=(replace(first, **parts), *others))


class OneCells(OutputSize):
    def prompt(self):
        return T("There are 1 cells.")


class HalfSentence(OutputSize):
    def prompt(self):
        return T("and how many windows")


class Wide(OutputSize):
    def picture(self):
        return replace(super().picture(), panels=(blank_panel("input", T("input"), 4, 25),))


class LongFormula(OutputSize):
    def explain(self):
        return changed_step(super().explain(), formula=" + ".join("1234567890123"))


class FrameOutside(OutputSize):
    def explain(self):
        return changed_step(super().explain(), frames=(Frame(6, 0, 3, 1),))


class SlipOutside(OutputSize):
    def wrong_models(self):
        yield Mistake("forgot-one", 2, T("You forgot it."), "answer", (Frame(-1, 0, 3, 1, Role.SLIP),))


class GivesAway(OutputSize):
    def picture(self):
        given = super().picture()
        (panel,) = given.panels
        return replace(given, panels=(replace(panel, cells=(replace(panel.cells[0], role=Role.OUTPUT),)),))


class TwoFrames(OutputSize):
    def picture(self):
        given = super().picture()
        (panel,) = given.panels
        return replace(given, panels=(replace(panel, frames=panel.frames * 2),))


def test_a_question_as_it_should_be_is_let_alone():
    assert list(appearance(PLAIN)) == []


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (OneCells, "one thing is spoken of as many"),
        (HalfSentence, "no whole sentence: and how many windows"),
        (Wide, "cells wide, and a phone shows"),
        (LongFormula, "a formula has"),
        (FrameOutside, "a mark lies outside the panel input"),
        (SlipOutside, "a mark lies outside the panel input"),
        (GivesAway, "gives cells away in the panel input"),
        (TwoFrames, "frames more than the first window in the panel input"),
    ],
)
def test_what_is_wrong_is_said(kind, words):
    question = kind(PLAIN.n, PLAIN.kernel, PLAIN.stride, PLAIN.padding, PLAIN.boxes)
    assert any(words in line for line in appearance(question)), list(appearance(question))
