"""Members who go, come back or change their role: no grade moves unseen, and no student's work is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from grader import pipeline
from grader.attempts.models import Attempt, Submission
from grader.gradebook.models import Change
from grader.gradebook.queries import gradebook
from grader.people.models import Enrolment, Role
from grader.people.services import enrol, learner_of
from grader.sets.models import Extension, ProblemSet
from tests.grader.conftest import RIGHT, member
from tests.grader.test_api_courses import machine

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _no_queue(monkeypatch):
    monkeypatch.setattr(pipeline.judge, "delay", lambda **_: None)


def right(user, problem_set):
    now = timezone.now()
    attempt = pipeline.open_item(learner=learner_of(user=user, now=now), item=problem_set.items.first(), now=now)
    pipeline.submit(attempt=attempt, text=RIGHT, now=now)
    pipeline.judge()


@pytest.fixture
def favoured(student, problem_set):
    """Sam was late, which costs 20 %, but not for those with the label B."""
    right(student, problem_set)
    ProblemSet.objects.update(due_at=timezone.now() - HOUR, late_steps=[[48, 80]])
    Extension.objects.create(problem_set=problem_set, label="B", due_at=timezone.now() + HOUR)
    Enrolment.objects.filter(user=student).update(label="B")
    return Enrolment.objects.get(user=student)


def moves():
    return list(Change.objects.filter(matter="points").values_list("before", "after"))


def test_removing_somebody_whose_label_gave_points_asks_why(client, favoured, instructor):
    client.force_login(instructor)
    address = reverse("member-remove", args=["vision", favoured.pk])
    assert client.post(address).status_code == 422
    assert Enrolment.objects.filter(pk=favoured.pk).exists()
    client.post(address, {"why": "Changed to another course"})
    assert not Enrolment.objects.filter(pk=favoured.pk).exists()
    assert moves() == [("1", "0.8")]


def test_who_leaves_is_on_the_record_too(client, favoured, student):
    client.force_login(student)
    client.post(reverse("leave", args=["vision"]))
    assert moves() == [("1", "0.8")]


def test_who_is_enrolled_again_with_a_label_has_points_with_a_reason(client, favoured, instructor, student, course):
    favoured.delete()
    elsewhere = Enrolment.objects.exclude(course=course).filter(user=student)
    assert not elsewhere.exists()
    lms = machine(client, instructor)
    other = lms.post("/courses", {"title": "Other"}).json()["slug"]
    Enrolment.objects.create(
        user=student, course_id=Enrolment.objects.get(course__slug=other).course_id, role="student"
    )
    body = {"username": "sam", "label": "B"}
    refused = lms.post("/courses/vision/members", body)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "#/why")
    assert not Enrolment.objects.filter(course=course, user=student).exists()
    assert lms.post("/courses/vision/members", {**body, "why": "Back again"}).status_code == 201
    assert moves() == [("0.8", "1")]


def test_what_an_assistant_tried_out_is_no_students_grade(client, course, instructor, problem_set):
    asta = member(course, "asta", Role.ASSISTANT)
    right(asta, problem_set)
    client.force_login(instructor)
    here = Enrolment.objects.get(user=asta)
    client.post(reverse("member-role", args=["vision", here.pk]), {"role": "student"})
    [row] = gradebook(problem_set).rows
    assert (row.user, row.cells[0].points) == (asta, None)


def test_what_was_answered_as_a_student_outlives_trying_out(client, course, instructor, student, problem_set):
    right(student, problem_set)
    sam = Enrolment.objects.get(user=student)
    client.force_login(instructor)
    role = reverse("member-role", args=["vision", sam.pk])
    client.post(role, {"role": "assistant"})
    Attempt.objects.update(opened_at=timezone.now() - HOUR)
    now = timezone.now()
    pipeline.open_item(learner=student.learner, item=problem_set.items.last(), now=now)
    client.force_login(student)
    client.post(reverse("start-over", args=["vision", problem_set.pk]))
    assert Submission.objects.count() == Attempt.objects.count() == 1
    client.force_login(instructor)
    client.post(role, {"role": "student"})
    assert gradebook(problem_set).rows[0].cells[0].points == 1


def test_who_accepts_to_teach_keeps_what_they_did_before(course, student):
    assert enrol(user=student, course=course, role=Role.ASSISTANT).teaches_since is not None


def test_what_a_teacher_who_left_had_tried_out_holds_nothing_up(client, course, instructor, problem_set):
    asta = member(course, "asta", Role.ASSISTANT)
    right(asta, problem_set)
    client.force_login(instructor)
    client.post(reverse("member-remove", args=["vision", Enrolment.objects.get(user=asta).pk]))
    assert not Submission.objects.exists()
