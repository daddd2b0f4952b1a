"""What every kind promises, tested once for all of them: every promise on each drawn question."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.answers import Unreadable
from exercises.cli.promises import broken_promises
from exercises.diagnosis import check
from exercises.families import FAMILIES
from exercises.kinds import catalogue
from exercises.kinds.output_shape import OutputShape
from exercises.question import LEVELS

KINDS = [(slug, level) for slug in catalogue() for level in LEVELS]
every_kind = pytest.mark.parametrize(("slug", "level"), KINDS)
seeds = st.integers(0, 2**31)


def draw(slug, level, seed):
    return catalogue()[slug].generate(Random(seed), level)


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        (OutputShape(9, 12, (5, 4), (3, 2), (0, 2)), "3, 5"),
        (OutputShape(12, 13, (2, 5), (2, 2), (0, 0)), "6, 6"),
        (OutputShape(11, 12, (3, 5), (1, 2), (0, 2)), "6, 6"),
    ],
    ids=["strides or paddings swapped", "one side for both", "one axis's numbers for both"],
)
def test_one_slip_with_two_sentences_is_said_in_the_words_of_its_family(question, typed):
    mixed_up = check(question, question.answer.read(typed))
    assert mixed_up.slip == "axes"
    assert str(FAMILIES["axes"]) in str(mixed_up.sentence)


@every_kind
@given(seed=seeds)
def test_a_drawn_question_is_drawn_again_from_its_seed_and_keeps_every_promise(slug, level, seed):
    assert list(broken_promises(draw(slug, level, seed), level, seed)) == []


@every_kind
@given(seed=st.integers(0, 9), nonsense=st.one_of(st.text(max_size=60), st.text("0123456789 ,;./-[]()\t\nex")))
def test_nonsense_is_unreadable_or_an_answer_but_never_an_exception(slug, level, seed, nonsense):
    question = draw(slug, level, seed)
    read = question.answer.read(nonsense)
    if isinstance(read, Unreadable):
        assert str(read.message)
    else:
        check(question, read)
        assert question.answer.read(question.answer.show(read)) == read


@pytest.mark.parametrize("slug", catalogue())
@pytest.mark.parametrize("huge", ["9" * 10_000_000, "1 " * 5_000_000, "[" * 5_000_000], ids=["9", "1", "bracket"])
def test_ten_megabytes_are_refused_in_words(slug, huge):
    question = draw(slug, 1, 1)
    assert isinstance(question.answer.read(huge), Unreadable)
