"""A student's sets at a glance: what is due, what is done, what it was worth."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from grader import pipeline
from grader.gradebook.queries import row_of
from grader.gradebook.standings import standings
from grader.people.models import Enrolment
from grader.sets.models import Extension
from grader.sets.services import NewItem, change_set, create_set
from tests.grader.conftest import OUTPUT_SIZE, RIGHT
from tests.grader.test_pages import words

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def a_set(course, title, **rules):
    item = NewItem("Strip", "output-size", 2, OUTPUT_SIZE, points=4)
    made = create_set(course=course, title=title, intro="", items=[item], released=True)
    change_set(problem_set=made, **rules)
    return made


@pytest.fixture
def answered(attempt, monkeypatch):
    monkeypatch.setattr(pipeline.judge, "delay", lambda **_: None)
    pipeline.judge(pk=str(pipeline.submit(attempt=attempt, text=RIGHT, now=timezone.now()).pk))
    return attempt


def test_what_is_due_first_stands_first_and_what_has_ended_last(course, student):
    now = timezone.now()
    a_set(course, "no date")
    a_set(course, "closed", closes_at=now - DAY)
    a_set(course, "later", due_at=now + 2 * DAY)
    a_set(course, "soon", due_at=now + DAY)
    assert [one.problem_set.title for one in standings(student, now)] == ["soon", "later", "no date", "closed"]


def test_points_are_those_of_the_gradebook(answered, student, problem_set):
    now = timezone.now()
    change_set(problem_set=problem_set, due_at=now - timedelta(hours=1), late_steps=[[48, 80]])
    line = standings(student, now)[0]
    assert (line.done, line.items, line.earned, line.points) == (1, 2, row_of(problem_set, student).total, 2)


def test_an_exception_moves_its_own_date_only(course, student):
    now = timezone.now()
    made = a_set(course, "x", due_at=now + DAY)
    Enrolment.objects.filter(user=student).update(label="b")
    Extension.objects.create(problem_set=made, label="b", due_at=now + 3 * DAY)
    assert standings(student, now)[0].rules.due_at == now + 3 * DAY


def test_points_that_are_kept_back_are_kept_back_here_too(answered, student, problem_set):
    change_set(problem_set=problem_set, show_score="never")
    assert standings(student, timezone.now())[0].earned is None


def test_the_front_page_says_what_is_due_next(client, course, student, instructor):
    a_set(course, "Week 3", due_at=timezone.now() + DAY)
    client.force_login(student)
    assert "Due next" in words(client.get(reverse("home")))
    assert "Week 3" in words(client.get(reverse("sets")))
    client.logout()
    assert "Due next" not in words(client.get(reverse("home")))


def test_it_takes_as_many_queries_for_ten_sets_as_for_one(course, student, answered, django_assert_num_queries):
    for number in range(10):
        a_set(course, f"set {number}")
    with django_assert_num_queries(6):
        assert len(standings(student, timezone.now())) == 11
