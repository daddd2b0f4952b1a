"""A set says when a question gives its points away: the solution is shown, and the same numbers take another answer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from grader import pipeline
from grader.gradebook.queries import row_of
from grader.sets.checks import given_away
from grader.sets.models import Item
from grader.sets.services import NewItem, change_set, create_set
from tests.grader.conftest import FORGOT_ONE, OUTPUT_SIZE, RIGHT
from tests.grader.test_pages import words

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = timedelta(days=1)


@pytest.fixture
def mixed(course):
    """One question of each sort: the same numbers for all, each student's own, a function, and one worth nothing."""
    items = [
        NewItem("Same", "output-size", 2, OUTPUT_SIZE),
        NewItem("Own", "output-size", 2, {}, drawn=True),
        NewItem("Function", "pad2d", 0, {}),
        NewItem("Nothing", "output-size", 2, OUTPUT_SIZE, points=0),
    ]
    return create_set(course=course, title="Mixed", intro="", items=items, released=True)


def given(mixed, **rules):
    for name, value in rules.items():
        setattr(mixed, name, value)
    found = given_away(mixed.rules(), mixed.items.all())
    return found and (found.places, found.percent)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({}, ((1, 2), 100)),
        ({"fresh": True}, ((1,), 100)),
        ({"attempts": 3}, ((1, 2), 100)),
        ({"attempts": 1}, None),
        ({"show_solution": "closed", "closes_at": NOW + DAY}, None),
        ({"show_verdict": "closed", "closes_at": NOW + DAY}, None),
        ({"show_solution": "never"}, None),
        ({"exam": True, "closes_at": NOW + DAY}, None),
        ({"show_solution": "due", "due_at": NOW}, ((1, 2), 100)),
        ({"show_verdict": "due", "due_at": NOW, "late_steps": [[48, 80]]}, ((1, 2), 80)),
        ({"show_solution": "due", "due_at": NOW, "late_steps": [[0, 100]]}, None),
        ({"show_solution": "due", "due_at": NOW, "closes_at": NOW}, None),
        ({"show_solution": "due", "due_at": NOW, "closes_at": NOW + DAY}, ((1, 2), 100)),
    ],
)
def test_which_rules_give_which_questions_away(mixed, rules, said):
    assert given(mixed, **rules) == said


def test_the_points_are_given_away_indeed(client, problem_set, student, attempt, monkeypatch):
    """What the warning is about: a wrong answer, a look at the solution, and full points."""
    monkeypatch.setattr(pipeline.judge, "delay", lambda **_: None)
    client.force_login(student)
    assert given_away(problem_set.rules(), problem_set.items.all()).places == (1, 2)
    pipeline.judge(pk=str(pipeline.submit(attempt=attempt, text=FORGOT_ONE, now=timezone.now()).pk))
    assert RIGHT in words(client.get(reverse("solution", args=[attempt.pk])))
    pipeline.judge(pk=str(pipeline.submit(attempt=attempt, text=RIGHT, now=timezone.now()).pk))
    assert row_of(problem_set, student).cells[0].points == 1


@pytest.mark.parametrize("name", ["edit-set", "preview"])
def test_whoever_builds_the_set_reads_it_until_it_is_mended(client, mixed, instructor, name):
    client.force_login(instructor)
    address = reverse(name, args=["vision", mixed.pk])
    page = words(client.get(address))
    assert "Questions 1, 2 give their points away. The solution is shown after a wrong answer" in page
    Item.objects.filter(position=2).delete()
    assert "Question 1 gives its points away." in words(client.get(address))
    change_set(problem_set=mixed, due_at=NOW, late_steps=[[48, 80]], show_solution="due")
    assert "still take answers that earn 80 %" in words(client.get(address))
    change_set(problem_set=mixed, attempts=1)
    assert "points away" not in words(client.get(address))
