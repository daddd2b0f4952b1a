"""L2 pooling; the roots were looked up to three decimals and rounded by hand."""

from fractions import Fraction
from math import sqrt
from random import Random

import pytest

from exercises.diagnosis import check
from exercises.kinds.norm_pooling import NormPooling
from exercises.mistakes.norms import rounded_root, wrong_norms
from exercises.question import LEVELS
from exercises.text import plain

NOTES = NormPooling((((3, 1, 1, 3), (2, 5, 0, 2)),), False)
WHOLE = NormPooling((((1, 1), (3, 5)),), False)  # 1 + 1 + 9 + 25 = 36
CHANNELS = NormPooling((((1, -2, 0), (3, 1, 0)), ((0, 0, 4), (1, 1, -1))), True)  # 15 and 19


def typed(question, text):
    return check(question, question.answer.read(text))


def test_the_upper_half_of_the_notes_grid():
    """S60: the roots of 39 and 14 are 6.245 (6.24500 would be rounded up, 6.24499 is not) and 3.742."""
    assert NOTES.answer.show(NOTES.solve()) == "6.24; 3.74"
    assert typed(NOTES, "6.245; 3.742").right
    assert not typed(NOTES, "6.3; 3.7").right


def test_more_decimals_than_asked_for_must_be_the_root_s():
    """The root of 162 is 12.72792...: 12.73 is right, and of what rounds to 12.73 only what is near the root."""
    question = NormPooling((((1, 9, 0, 7), (4, 8, 3, 3)),), False)
    assert all(typed(question, f"{root}; 8.19").right for root in ("12.73", "12.728", "12.7279"))
    assert not typed(question, "12.734; 8.19").right


def test_a_whole_root_and_a_pair_of_channels():
    assert WHOLE.solve() == 6
    assert CHANNELS.answer.show(CHANNELS.solve()) == "3.87; 4.36"


@pytest.mark.parametrize(
    ("question", "answer", "slip"),
    [
        (WHOLE, "36", "root-forgotten"),
        (WHOLE, "3", "root-of-mean"),
        (WHOLE, "10", "sizes-added"),
        (WHOLE, "3.16", "squares-forgotten"),
        (WHOLE, "5", "extreme-for-mean"),
        (WHOLE, "2.5", "mean-for-extreme"),
        (NOTES, "39; 14", "root-forgotten"),
        (NOTES, "3.12; 1.87", "root-of-mean"),
        (CHANNELS, "5.83; 5.83", "channels-together"),
        (CHANNELS, "7; 7", "sizes-added"),
    ],
)
def test_a_slip_is_named(question, answer, slip):
    assert typed(question, answer).slip == slip


@pytest.mark.parametrize("square", [0, 1, 2, 39, 14, 82, 25, 10_000, Fraction(39, 4), 123_457])
def test_roots_are_rounded_to_the_nearest_hundredth(square):
    assert float(rounded_root(square)) == pytest.approx(round(sqrt(square), 2), abs=1e-12)


@pytest.mark.parametrize("level", LEVELS)
def test_only_the_first_level_has_whole_roots(level):
    for seed in range(30):
        question = NormPooling.generate(Random(seed), level)
        values = question.solve() if isinstance(question.solve(), tuple) else (question.solve(),)
        assert all((value == int(value)) == (level == 1) or level > 1 for value in values)


def test_the_solution_writes_the_squares_out():
    assert (
        plain(WHOLE.explain().steps[0].sentence) == "The squares add up: 1² + 1² + 3² + 5² = 36. The root of that is 6."
    )


def test_what_is_said_of_cells_with_signs_is_true_of_them():
    cells = (-5, -3, -1, 1)
    said = {mistake.slip: (mistake.answer, str(mistake.sentence)) for mistake in wrong_norms([cells])}
    assert said["sizes-added"] == (10, "You added the cells without their signs. Each is squared before.")
    assert "without its sign" in said["squares-forgotten"][1]
    plain = {mistake.slip: str(mistake.sentence) for mistake in wrong_norms([(1, 2, 3, 4)])}
    assert "sign" not in plain["sizes-added"] + plain["squares-forgotten"]
