"""No wrong model is lost, and none gives another answer, without somebody having looked."""

import pytest

from exercises.kinds import catalogue
from tests.exercises.made_slips import made, stored

ANEW = "look at the difference that `python -m tests.exercises.made_slips` makes"


@pytest.mark.parametrize("slug", catalogue())
def test_every_model_makes_what_it_made(slug):
    lost, gained = [], []
    for line, question, slips in stored():
        if line.startswith(f"{slug} "):
            now = made(question)
            lost += [f"{slip.strip()} of {line}" for slip in slips if slip not in now]
            gained += [f"{slip.strip()} of {line}" for slip in now if slip not in slips]
    assert not lost, ANEW
    assert not gained, ANEW


def test_the_table_has_questions_of_every_kind():
    assert {line.split()[0] for line, _, _ in stored()} == set(catalogue())
