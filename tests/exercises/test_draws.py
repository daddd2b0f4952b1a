"""Dice that are thrown by the hundred fall as those of the standard library do."""

from random import Random

import pytest

from exercises.draws import below, between, one_of, two_of


@pytest.mark.parametrize("many", [2, 3, 5, 8, 21])
def test_a_number_and_two_options_are_those_that_the_standard_library_draws(many):
    for seed in range(100):
        ours, theirs = Random(seed), Random(seed)
        assert [below(ours, many) for _ in range(5)] == [theirs.randrange(many) for _ in range(5)]
        assert two_of(ours, range(many)) == theirs.sample(range(many), 2)
        assert one_of(ours, "abcdefgh") == theirs.choice("abcdefgh")
        assert between(ours, -3, many) == theirs.randint(-3, many)
        assert ours.random() == theirs.random()
