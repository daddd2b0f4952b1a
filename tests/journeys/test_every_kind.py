"""A scripted visitor on the running site: every kind at every level, answered wrongly and rightly."""

from random import Random

import pytest

from exercises.kinds import catalogue
from exercises.question import LEVELS
from tests.journeys.site import Visitor

SEED = 23


@pytest.mark.parametrize("slug", catalogue())
def test_a_visitor_reads_a_verdict_on_a_wrong_and_on_a_right_answer(open_site, slug):
    visitor = Visitor(open_site)
    for level in LEVELS:
        question = catalogue()[slug].generate(Random(SEED), level)
        mistake = next(m for m in question.mistakes() if m.slip in question.targets(level))
        visitor.open(f"/practice/{slug}/{level}/{SEED}/")
        for value, word in ((mistake.answer, "Not right"), (question.solve(), "Right")):
            typed = question.answer.show(value)
            page = visitor.answer(*typed.split("; "))
            assert word in visitor.verdict(visitor.submission(page))
