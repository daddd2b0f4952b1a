"""How the kinds without a grid of values speak, and that what they draw stays on the page."""

from functools import cache
from random import Random

import pytest

from exercises.answers import Grid, Grids
from exercises.cli.appearance import appearance
from exercises.kinds import catalogue
from exercises.question import LEVELS
from exercises.text import plain


def is_drawn_as_a_grid(kind):
    """Whether the answer is a grid of values, or one for each stage: its sentences are sums, cell by cell."""
    return isinstance(kind.generate(Random(1), LEVELS[0]).answer, Grid | Grids)


SLUGS = [slug for slug, kind in catalogue().items() if not is_drawn_as_a_grid(kind)]
every_level = pytest.mark.parametrize(("slug", "level"), [(slug, level) for slug in SLUGS for level in LEVELS])


@cache
def drawn(slug, level):
    return [catalogue()[slug].generate(Random(seed), level) for seed in range(40)]


@every_level
def test_it_speaks_in_sentences_and_its_pictures_fit_and_give_nothing_away(slug, level):
    for question in drawn(slug, level):
        assert list(appearance(question)) == []


OF_PADDING = ("padded input", "pad, subtract", "input with its padding", "and the padding")


@every_level
def test_where_there_is_no_padding_nothing_is_counted_in_it(slug, level):
    for question in drawn(slug, level):
        axes = question.sliding()
        if not axes or any(axis.padded > axis.n for axis in axes):
            continue
        texts = [mistake.sentence for mistake in question.mistakes()]
        for text in map(plain, [*texts, *(step.sentence for step in question.explain().steps)]):
            assert not any(words in text for words in OF_PADDING), text
