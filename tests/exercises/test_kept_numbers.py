"""What is kept for some numbers is never that of others: 6.0 and True equal 6 and 1, and are found under them."""

from contextlib import suppress
from dataclasses import fields
from random import Random

import pytest

from exercises.kinds import catalogue
from exercises.question import LEVELS
from tests.exercises.tables import forget_what_is_kept


def as_floats(value):
    return tuple(map(as_floats, value)) if isinstance(value, tuple) else float(value) if type(value) is int else value


def as_truths(value):
    if isinstance(value, tuple):
        return tuple(map(as_truths, value))
    return bool(value) if type(value) is int and value in (0, 1) else value


def looked_at(question):
    """All that a student can come to see of a question, with the types of its numbers."""
    seen = (question.prompt(), question.picture(), question.solve(), question.mistakes(), question.explain())
    return repr((*seen, question.convention(), question.answer))


def strange(question, change):
    """The question with other types in each of its fields alone, and in all of them."""
    own = {part.name: getattr(question, part.name) for part in fields(question)}
    for name in own:
        yield type(question)(**{**own, name: change(own[name])})
    yield type(question)(**{name: change(value) for name, value in own.items()})


@pytest.mark.parametrize("change", [as_floats, as_truths])
@pytest.mark.parametrize("slug", catalogue())
def test_a_number_that_was_refused_changes_nothing_for_anybody(slug, change):
    for level in LEVELS:
        made = catalogue()[slug].generate(Random(7), level)
        right = looked_at(made)
        forget_what_is_kept()
        for other in strange(made, change):
            for part in (other.solve, other.mistakes, other.prompt, other.picture, other.explain):
                with suppress(Exception):  # whoever asks such a thing is told, or not
                    part()
        assert looked_at(type(made).restore(made.parameters())) == right
