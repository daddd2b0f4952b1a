"""Dice that are thrown by the hundred fall as those of the standard library do."""

from random import Random

import pytest

from exercises.draws import below, between, grid_of, one_of, two_of


@pytest.mark.parametrize("many", [2, 3, 5, 8, 21])
def test_a_number_and_two_options_are_those_that_the_standard_library_draws(many):
    for seed in range(100):
        ours, theirs = Random(seed), Random(seed)
        assert [below(ours, many) for _ in range(5)] == [theirs.randrange(many) for _ in range(5)]
        assert two_of(ours, range(many)) == theirs.sample(range(many), 2)
        assert one_of(ours, "abcdefgh") == theirs.choice("abcdefgh")
        assert between(ours, -3, many) == theirs.randint(-3, many)
        assert ours.random() == theirs.random()


def test_a_grid_is_drawn_number_by_number():
    ours, theirs = Random(7), Random(7)
    assert grid_of(ours, 3, 4, -2, 5) == tuple(tuple(theirs.randint(-2, 5) for _ in range(4)) for _ in range(3))
    assert ours.random() == theirs.random()


@pytest.mark.parametrize(
    "draw", [lambda dice: between(dice, 3, 2), lambda dice: one_of(dice, []), lambda dice: grid_of(dice, 1, 1, 1, 0)]
)
def test_where_there_is_nothing_to_draw_from_nobody_waits_for_it(draw):
    with pytest.raises(ValueError, match="nothing to draw from"):
        draw(Random(1))
