"""An exam keeps its verdicts back until it closes, and a closed set takes no more answers."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from exercises.answers import Unreadable
from grader import pipeline
from grader.attempts.models import Attempt, Submission
from grader.attempts.queries import right_items
from grader.people.services import learner_of
from grader.sets.models import ProblemSet
from grader.sets.services import NewItem, create_set
from tests.grader.code_stories import ZERO_PADDING
from tests.grader.conftest import FORGOT_ONE, OUTPUT_SIZE, RIGHT
from tests.grader.test_pages import HTMX, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def exam(course):
    return create_set(
        course=course,
        title="Midterm",
        intro="",
        items=[NewItem("A strip", "output-size", 2, OUTPUT_SIZE), NewItem("Pool", "max_pool2d", 0, {})],
        released=True,
        exam=True,
        closes_at=timezone.now() + timedelta(hours=1),
    )


@pytest.fixture
def sitting(client, student, exam, monkeypatch):
    """The student's attempt at the first question, in the browser."""
    monkeypatch.setattr(pipeline.judge, "delay", pipeline.judge)
    client.force_login(student)
    client.get(reverse("item", args=[exam.pk, 1]))
    return Attempt.objects.get()


def close(exam: ProblemSet) -> None:
    exam.closes_at = timezone.now() - timedelta(seconds=1)
    exam.save()


def give(client, attempt, answer):
    return client.post(reverse("submit", args=[attempt.pk]), {"answer": answer}, **HTMX)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("answer", [RIGHT, FORGOT_ONE])
def test_an_answer_in_an_exam_is_kept_and_says_nothing_of_its_worth(client, sitting, exam, answer):
    page = words(give(client, sitting, answer))
    assert "Your answer is kept" in page
    assert Submission.objects.get().verdict.score == (answer == RIGHT), "it is judged all the same"
    whole = words(client.get(reverse("item", args=[exam.pk, 1])))
    for telling in ("Not right", "✓", "✗", "Show me", "Hint"):
        assert telling not in page + whole
    for name in ("hint", "solution"):
        assert client.get(reverse(name, args=[sitting.pk])).status_code == 404
    assert "✓" not in words(client.get(reverse("set", args=[exam.pk])))
    assert "answered" in words(client.get(reverse("set", args=[exam.pk])))


@pytest.mark.django_db(transaction=True)
def test_after_the_exam_verdict_slip_and_solution_are_shown(client, sitting, exam):
    give(client, sitting, FORGOT_ONE)
    close(exam)
    assert "Not right" in words(client.get(reverse("item", args=[exam.pk, 1])))
    assert client.get(reverse("solution", args=[sitting.pk])).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_in_an_exam_the_answer_given_last_counts(client, sitting, student, exam):
    give(client, sitting, RIGHT)
    give(client, sitting, FORGOT_ONE)
    learner = learner_of(user=student, now=timezone.now())
    close(exam)
    assert right_items(learner, exam) == set()
    exam.exam = False
    assert right_items(learner, exam) == {1}, "in practice one right answer is enough"


def test_a_closed_set_takes_no_more_answers_and_says_so(client, sitting, exam):
    close(exam)
    response = give(client, sitting, RIGHT)
    assert response.status_code == 422
    assert "closed and takes no more answers" in words(response)
    assert not Submission.objects.exists()
    assert "Closed since" in words(client.get(reverse("set", args=[exam.pk])))


def test_the_time_of_receipt_decides(sitting, exam):
    sitting.refresh_from_db()
    last_moment = exam.closes_at - timedelta(microseconds=1)
    assert isinstance(pipeline.submit(attempt=sitting, text=RIGHT, now=last_moment), Submission)
    late = pipeline.submit(attempt=sitting, text=FORGOT_ONE, now=exam.closes_at)
    assert isinstance(late, Unreadable)
    assert isinstance(pipeline.submit_code(attempt=sitting, data=b"", trial=False, now=exam.closes_at), Unreadable)


def test_an_exam_without_an_end_cannot_be_made(course):
    with pytest.raises(IntegrityError):
        create_set(course=course, title="Endless", intro="", items=[], released=True, exam=True)


@pytest.mark.usefixtures("worker")
def test_in_an_exam_code_shows_its_categories_and_nothing_else(client, student, exam, monkeypatch):
    monkeypatch.setattr(pipeline.judge_code, "delay", lambda: None)
    client.force_login(student)
    address = reverse("item", args=[exam.pk, 2])
    client.get(address)
    hand_in = reverse("submit-code", args=[Attempt.objects.get(kind="max_pool2d").pk])
    client.post(hand_in, {"source": f"print('seen')\n{ZERO_PADDING}"})
    pipeline.judge_code(pk="whichever")
    during = words(client.get(address))
    close(exam)
    after = words(client.get(address))
    assert "tests pass" in during
    assert "you read only which tests pass" in during
    for telling in ("smallest input", "seen", "expected", "padding with"):
        assert telling not in during.split("tests pass")[1]
    assert "smallest input" in after
