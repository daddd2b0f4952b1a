"""The ready questions of the demo problem set, with their answers written out by hand."""

import pytest

from exercises.facts import FACTS, SIZE_FACTS
from exercises.kinds import catalogue

ANSWERS = (
    ("S1", "28"),
    ("S29", "5"),
    ("S97", "1"),
    ("S33", "5"),
    ("S98", "8"),
    ("S9", "1"),
    ("S9", "2"),
    ("S11", "1; either"),
    ("S42", "6; 3; 1; 2"),
    ("S43", "3"),
    ("S77", "4"),
    ("S82", "14"),
    ("S83", "0, 1"),
    ("S44", "2, 3"),
    ("S47", "2, 5"),
    ("S79", "5, 6"),
    ("S106", "7; 7"),
    ("S94", "6, 4"),
    ("S102", "8, 8, 8"),
    ("S2", "28, 24, 20, 16, 12, 8, 4"),
    ("S2", "7"),
)


@pytest.mark.parametrize(
    ("fact", "expected"), list(zip(SIZE_FACTS, ANSWERS, strict=True)), ids=lambda one: str(one)[:40]
)
def test_a_ready_question_has_the_answer_that_was_worked_out_by_hand(fact, expected):
    question = catalogue()[fact.slug].restore(fact.parameters)
    first_id, typed = expected
    assert fact.ids[0] == first_id
    assert question.answer.show(question.solve()) == typed


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact.ids[0]}-{fact.slug}")
def test_a_ready_question_can_be_asked_and_explained(fact):
    question = catalogue()[fact.slug].restore(fact.parameters)
    assert str(question.prompt())
    assert str(fact.note)
    assert question.picture().panels
    assert question.explain().steps
    assert question.mistakes()
