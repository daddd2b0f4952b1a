"""What a window reads, and who reads a cell."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.kinds.window_reads import WindowReads

CELLS = WindowReads(12, 3, 2, 1, 1, 3, False)  # starts at 5: 5, 6, 7
EDGE = WindowReads(10, 3, 2, 2, 2, 0, False)  # starts at -2: -2, 0, 2
READERS = WindowReads(12, 5, 2, 0, 1, 6, True)  # windows 0-4, 2-6, 4-8, 6-10: 1, 2, 3
GAPS = WindowReads(11, 3, 1, 1, 3, 5, True)  # taps i-1, i+2, i+5: i = 6, 3, 0


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "value"), [(CELLS, (5, 6, 7)), (EDGE, (0, 2)), (READERS, (1, 2, 3)), (GAPS, (0, 3, 6))]
)
def test_the_cells_are_those_worked_out_by_hand(question, value):
    assert question.solve() == value


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (CELLS, "2, 3, 4", "stride-ignored", "one cell at a time"),
        (CELLS, "8..10", "skipped-stride", "You skipped 2 cells"),
        (CELLS, "6, 7, 8", "", ""),  # counted from 1, or the padding left out
        (CELLS, "3..5", "counted-from-one", "the one after the first 3"),
        (CELLS, "5..8", "window-too-long", "It starts at 5 and has 3 taps"),
        (EDGE, "0, 1, 2", "gaps-filled", "The taps lie 2 cells apart"),
        (EDGE, "-2, 0, 2", "padding-counted", "leave them out"),
        (EDGE, "0", "dilation-ignored", "lie 2 cells apart"),
        (READERS, "2..4", "counted-from-one", "The first cell of the output"),
        (READERS, "3", "one-reader-only", "More than one window"),
        (READERS, "2..6", "stride-ignored", ""),
        (GAPS, "0..6", "gaps-filled", "without reading them"),
        (GAPS, "4..6", "dilation-ignored", ""),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_both_questions_are_asked_and_both_have_an_answer(level):
    drawn = [WindowReads.generate(Random(seed), level) for seed in range(100)]
    assert {question.back for question in drawn} == {True, False}
    assert all(question.solve() for question in drawn)


def test_on_level_three_the_window_lies_partly_in_the_padding():
    drawn = [question for seed in range(100) if not (question := WindowReads.generate(Random(seed), 3)).back]
    assert all(len(question.solve()) < question.kernel for question in drawn)


def test_windows_that_pass_over_a_cell_are_told_from_those_that_read_it():
    steps = {step.key: str(step.sentence) for step in GAPS.explain().steps}
    assert steps["window-1"] == "Window 1 reads 0, 3, 6: it passes over cell 5."
    assert steps["window-3"] == "Window 3 reads 2, 5, 8: cell 5 is among them."
