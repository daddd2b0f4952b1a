"""K29: an output may stay, move along, or change."""

from collections import Counter
from random import Random

import pytest

from exercises.diagnosis import check
from exercises.engine.shifting import EFFECTS, effect, sayable
from exercises.kinds.shifted_input import ShiftedInput
from exercises.question import LEVELS
from exercises.text import plain

PEAKS = ShiftedInput((7, 1, 9, 2, 5, 0, 8, 0), (), 2, 2, 1)
BUMP = ShiftedInput((0, 3, 8, 2, 0, 0, 0, 0), (), 2, 2, 1)
FAR = ShiftedInput((0, 3, 8, 2, 0, 0, 0, 0), (), 2, 2, 2)
CONVOLVED = ShiftedInput((0, 3, 1, 0, 0, 0, 0, 0), (1, -1), 2, 1, 1)


@pytest.mark.parametrize(
    ("question", "output", "said"),
    [
        (PEAKS, (7, 9, 5, 8), "stays"),
        (BUMP, (0, 8, 2, 0), "changes"),  # before: 3, 8, 0, 0
        (FAR, (0, 3, 8, 0), "moves"),
        (CONVOLVED, (0, -3, 2, 1, 0, 0, 0), "moves"),  # before: -3, 2, 1, 0, 0, 0, 0
    ],
)
def test_the_effect_by_hand(question, output, said):
    assert question.solve() == (output, said)


def test_an_output_that_falls_off_the_end_has_changed():
    assert effect((1, 2), (0, 1)) == "changes"
    assert effect((1, 0), (0, 1)) == "moves"


def test_the_belief_that_pooling_is_blind_to_shifts_is_named():
    checked = check(BUMP, ((3, 8, 0, 0), "stays"))
    assert checked.slip == "always-invariant"
    assert "the windows hold other cells now" in plain(checked.sentence)


def test_the_belief_that_everything_moves_along_is_named():
    assert check(PEAKS, ((0, 7, 9, 5), "moves")).slip == "always-moving"


def test_a_convolution_is_not_called_a_pooling():
    question = ShiftedInput((0, 3, 1, 0, 0, 0, 0, 0), (1, -1), 2, 2, 1)
    checked = check(question, (question._shifted.before, "stays"))
    assert checked.slip == "always-invariant"
    assert "A convolution is not blind to shifts" in plain(checked.sentence)
    assert "ooling" not in plain(checked.sentence)


@pytest.mark.parametrize("level", LEVELS)
def test_no_effect_is_the_better_guess(level):
    seen = Counter(ShiftedInput.generate(Random(seed), level).solve()[1] for seed in range(1_000))
    assert all(270 <= seen[name] <= 400 for name in EFFECTS)


@pytest.mark.parametrize("level", LEVELS)
def test_one_effect_alone_can_be_said(level):
    """An output of equal numbers stays and moves along; one that moves with something else coming in does so partly."""
    for seed in range(500):
        shifted = ShiftedInput.generate(Random(seed), level)._shifted
        stays, moves = shifted.before == shifted.after, shifted.after[1:] == shifted.before[:-1]
        assert (stays, moves) == (shifted.effect == "stays", shifted.effect == "moves")


def test_what_can_be_said_by_hand():
    assert sayable((8, 8, 8, 8), (8, 8, 8, 8)) == ("stays", "moves")
    assert sayable((5, 3, 1), (2, 5, 3)) == ("moves",)
    assert sayable((5, 3, 0), (0, 3, 5)) == ("changes",)


def test_equal_numbers_are_not_asked_about():
    assert not ShiftedInput((8, 3, 8, 1, 8, 4, 8, 0), (), 2, 2, 1).well_posed(1)
