"""K29: an output may stay, move along, or change."""

from collections import Counter
from random import Random

import pytest

from exercises.diagnosis import check
from exercises.engine.shifting import effect
from exercises.kinds.shifted_input import ShiftedInput
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


@pytest.mark.parametrize("level", [1, 2])
def test_pooling_is_seen_to_stay_and_to_change(level):
    seen = Counter(ShiftedInput.generate(Random(seed), level).solve()[1] for seed in range(200))
    assert min(seen["stays"], seen["changes"]) >= 20


def test_what_moves_along_with_something_else_coming_in_is_not_asked():
    """It does move, away from the border, and it is not the same otherwise: both could be said."""
    for seed in range(300):
        question = ShiftedInput.generate(Random(seed), 3)
        before, after = question._shifted.before, question._shifted.after
        assert effect(before, after) != "changes" or after[1:] != before[:-1]
