"""How many different questions there are: 1,000 seeds of a kind and level give at least 300 of them."""

from random import Random

import pytest

from exercises.kinds import catalogue
from exercises.question import LEVELS
from tests.spaces import ENOUGH, SMALL

SEEDS = 1_000


@pytest.mark.parametrize(("slug", "level"), [(slug, level) for slug in catalogue() for level in LEVELS])
def test_a_thousand_seeds_give_many_different_questions(slug, level):
    space = SMALL.get((slug, level), ENOUGH)
    wanted = min(round(0.95 * space), ENOUGH) if (slug, level) in SMALL else ENOUGH
    found = set()
    for seed in range(SEEDS):
        found.add(catalogue()[slug].generate(Random(seed), level))
        if len(found) == wanted:
            return
    assert len(found) >= wanted
