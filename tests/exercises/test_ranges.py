"""Bounds on what is drawn, and the framework whose convention it names."""

from random import Random

import pytest

from exercises.kinds import catalogue
from exercises.question import LEVELS, NoNumbers
from exercises.ranges import FRAMEWORKS, Wanted, frameworks_of, parameters_of, seen_of
from exercises.text import plain


@pytest.mark.parametrize("seed", range(20))
def test_draws_keep_within_bounds(seed):
    wanted = Wanted({"kernel": (5, 5), "n": (20, 30)})
    question = catalogue()["output-size"].generate(Random(seed), 2, wanted)
    assert question.kernel == 5
    assert 20 <= question.n <= 30


def test_each_number_of_a_pair_keeps_within_bounds():
    question = catalogue()["output-shape"].generate(Random(1), 3, Wanted({"stride": (2, 3)}))
    assert all(2 <= stride <= 3 for stride in question.stride)


def test_a_convention_can_be_chosen_where_a_kind_has_several():
    kind = catalogue()["transposed-size"]
    level = next(level for level in LEVELS if "Keras" in frameworks_of(kind, level))
    for seed in range(20):
        assert "Keras" in plain(kind.generate(Random(seed), level, Wanted(framework="Keras")).convention())


def test_bounds_that_nothing_fits_raise():
    with pytest.raises(NoNumbers):
        catalogue()["output-size"].generate(Random(1), 1, Wanted({"kernel": (99, 99)}))


def test_without_a_wish_the_same_seed_gives_what_it_always_gave():
    kind = catalogue()["output-size"]
    assert kind.generate(Random(5), 2) == kind.generate(Random(5), 2, Wanted())


@pytest.mark.parametrize("slug", catalogue())
def test_what_is_offered_was_seen(slug):
    kind = catalogue()[slug]
    assert set(seen_of(kind, 1)) <= set(parameters_of(kind))
    assert set(frameworks_of(kind, 1)) <= set(FRAMEWORKS)


def test_grids_and_words_are_no_parameters_with_bounds():
    assert parameters_of(catalogue()["max-pooling"]) == ("kernel", "stride", "padding")
