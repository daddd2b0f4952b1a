"""The ready questions of the demo problem set, with their answers written out by hand."""

import pytest

from exercises.facts import FACTS, MORE_FACTS, SIZE_FACTS
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

MORE_ANSWERS = (
    ("S30", "7"),
    ("S73", "13; 14"),
    ("S48", "1, 226, 226, 100"),
    ("S62", "1, 4, 4, 2"),
    ("S63", "1, 2, 2, 2"),
    ("S10", "256, 28, 28"),
    ("S18", "1, 2, 3, 4, 5; none"),
    ("S12", "2, 3, 4"),
    ("S65", "1, 2, 4"),
    ("S26", "4"),
    ("S25", "1\t2\t3\t2\t1\n2\t4\t6\t4\t2\n3\t6\t9\t6\t3\n2\t4\t6\t4\t2\n1\t2\t3\t2\t1"),
    ("S69", "6"),
    ("S23", "-9"),
    ("S89", "10"),
    ("S95", "26"),
    ("S96", "2"),
    ("S97", "65"),
    ("S49", "19.48"),  # printed as 19 MB
    ("S50", "2043.04"),  # printed as 1.59 GB
    ("S66", "7"),
    ("S67", "21/8"),
    ("S16", "2; 3"),
    ("S23", "1; -1"),
    ("S71", "1; 7"),
    ("S81", "3; 1"),
    ("S50", "5; 2043.04"),
    ("S40", "2; 2"),
    ("S100", "1; 14"),
    ("S99", "2; 2"),
)
KNOWN = [*zip(SIZE_FACTS, ANSWERS, strict=True), *zip(MORE_FACTS, MORE_ANSWERS, strict=True)]


@pytest.mark.parametrize(("fact", "expected"), KNOWN, ids=lambda one: str(one)[:40])
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
