"""How many different questions there are: 1,000 seeds of a kind and level give at least 300 of them."""

from random import Random

import pytest

from exercises.cli.spaces import ENOUGH, ENOUGH_DRAWS, SMALL
from exercises.kinds import catalogue
from exercises.question import LEVELS


@pytest.mark.parametrize(("slug", "level"), [(slug, level) for slug in catalogue() for level in LEVELS])
def test_a_thousand_seeds_give_many_different_questions(slug, level):
    space = SMALL.get((slug, level), ENOUGH)
    wanted = min(round(0.95 * space), ENOUGH) if (slug, level) in SMALL else ENOUGH
    found = set()
    for seed in range(ENOUGH_DRAWS):
        found.add(catalogue()[slug].generate(Random(seed), level))
        if len(found) == wanted:
            return
    assert len(found) >= wanted
