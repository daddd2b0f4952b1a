"""Doing an assignment: dates, attempts, new numbers, time limits and receipts, as the student meets them."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from exercises.answers import Unreadable
from grader import pipeline
from grader.attempts.models import Attempt, Submission
from grader.pages.forms import SetForm
from grader.pages.when import WhenField
from grader.people.services import learner_of
from grader.sets.models import Extension, Item, Treatment
from grader.sets.services import NewItem, change_set, create_set
from tests.grader.conftest import FORGOT_ONE, RIGHT, ROUNDED_UP
from tests.grader.test_pages import HTMX, words

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr(pipeline.judge, "delay", lambda **_: None)


def change(problem_set, **values):
    for name, value in values.items():
        setattr(problem_set, name, value)
    problem_set.save()


def give(attempt, text, now=None):
    """Hand in and judge; fresh from the database, as the next request would see it."""
    attempt = Attempt.objects.get(pk=attempt.pk)
    got = pipeline.submit(attempt=attempt, text=text, now=now or timezone.now())
    if isinstance(got, Submission):
        pipeline.judge(pk=str(got.pk))
    return got


def wrong(attempt, which):
    """One of the wrong answers to these numbers, each another one, as a student would type it."""
    question = attempt.question
    return list(dict.fromkeys(question.answer.show(mistake.answer) for mistake in question.mistakes()))[which]


@pytest.fixture
def drawn(course):
    item = NewItem("Your own numbers", "output-size", 2, {}, drawn=True, points=2)
    return create_set(course=course, title="Own numbers", intro="", items=[item], released=True)


def test_before_it_opens_a_student_sees_when_and_no_question(client, student, instructor, problem_set):
    change(problem_set, opens_at=timezone.now() + HOUR)
    client.force_login(student)
    page = words(client.get(reverse("set", args=[problem_set.pk])))
    assert "Opens on" in page
    assert "A long strip" not in page
    assert client.get(reverse("item", args=[problem_set.pk, 1])).status_code == 302
    assert not Attempt.objects.exists()
    client.force_login(instructor)
    assert client.get(reverse("item", args=[problem_set.pk, 1])).status_code == 200


def test_a_question_takes_as_many_answers_as_it_says_and_the_same_answer_is_free(attempt, problem_set):
    change(problem_set, attempts=2)
    give(attempt, FORGOT_ONE)
    give(attempt, ROUNDED_UP)
    assert give(attempt, RIGHT) is pipeline.USED_UP
    assert isinstance(give(attempt, FORGOT_ONE), Submission)
    assert attempt.submissions.count() == 2


def test_extra_attempts_are_for_one_student(attempt, problem_set, student):
    change(problem_set, attempts=1)
    give(attempt, FORGOT_ONE)
    assert give(attempt, RIGHT) is pipeline.USED_UP
    Extension.objects.create(problem_set=problem_set, user=student, extra_attempts=1)
    assert isinstance(give(attempt, RIGHT), Submission)


def test_a_fault_of_ours_uses_no_attempt(attempt, problem_set):
    change(problem_set, attempts=1)
    submission = give(attempt, FORGOT_ONE)
    submission.verdict.outcome = "fault"
    submission.verdict.save()
    assert isinstance(give(attempt, RIGHT), Submission)


def test_each_student_gets_numbers_of_their_own_and_keeps_them(drawn, student, instructor):
    item, now = drawn.items.get(), timezone.now()
    mine, theirs = (learner_of(user=user, now=now) for user in (student, instructor))
    first = pipeline.open_item(learner=mine, item=item, now=now)
    assert pipeline.open_item(learner=mine, item=item, now=now) == first
    assert pipeline.open_item(learner=theirs, item=item, now=now).question != first.question


def test_a_new_attempt_has_new_numbers_and_two_tabs_get_the_same(client, drawn, student):
    change(drawn, attempts=2, fresh=True)
    client.force_login(student)
    address = reverse("item", args=[drawn.pk, 1])
    client.get(address)
    first = Attempt.objects.get()
    client.post(reverse("again", args=[first.pk]))
    assert Attempt.objects.count() == 1, "nothing was answered yet"
    give(first, wrong(first, 0))
    assert give(first, wrong(first, 1)) is pipeline.NEW_NUMBERS
    assert "New numbers" in words(client.get(address))
    for _tab in range(2):
        client.post(reverse("again", args=[first.pk]))
    second = Attempt.objects.get(round=2)
    assert second.question != first.question
    give(second, wrong(second, 0))
    client.post(reverse("again", args=[second.pk]))
    assert Attempt.objects.count() == 2, "both attempts are used"
    assert "0 attempts left" in words(client.get(address))


def test_the_clock_starts_at_the_first_question_and_no_reload_turns_it_back(client, problem_set, student):
    change(problem_set, minutes=30)
    client.force_login(student)
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        assert "30 minutes from the moment" in words(client.get(reverse("set", args=[problem_set.pk])))
        client.get(reverse("item", args=[problem_set.pk, 1]))
    attempt = Attempt.objects.get()
    with time_machine.travel(start + timedelta(minutes=20), tick=False):
        client.get(reverse("item", args=[problem_set.pk, 1]))
        assert "Your time ends on" in words(client.get(reverse("set", args=[problem_set.pk])))
    assert isinstance(give(attempt, RIGHT, start + timedelta(minutes=29)), Submission)
    assert give(attempt, FORGOT_ONE, start + timedelta(minutes=30)) is pipeline.TIME_IS_UP
    Extension.objects.create(problem_set=problem_set, user=student, time_factor=150)
    assert isinstance(give(attempt, FORGOT_ONE, start + timedelta(minutes=44)), Submission)


def test_what_counts_is_when_the_server_received_it(attempt, problem_set):
    closing = timezone.now() + HOUR
    change(problem_set, closes_at=closing)
    assert isinstance(give(attempt, RIGHT, closing - timedelta(microseconds=1)), Submission)
    late = give(attempt, FORGOT_ONE, closing)
    assert isinstance(late, Unreadable)
    assert late is pipeline.CLOSED


def test_an_answer_has_a_receipt_and_a_late_student_reads_what_it_earns(client, attempt, problem_set, student):
    change(problem_set, due_at=timezone.now() - HOUR, late_steps=[[48, 80]])
    client.force_login(student)
    assert "an answer now earns 80 %" in words(client.get(reverse("set", args=[problem_set.pk])))
    submission = give(attempt, FORGOT_ONE)
    page = words(client.get(reverse("submission", args=[submission.pk]), **HTMX))
    assert f"Receipt {submission.receipt}" in page
    assert submission.answer_digest[:12] in page


def test_the_intro_is_markdown_with_formulas_and_no_attack(client, problem_set, student):
    change(
        problem_set,
        intro="**Warm up** with $\\frac{n}{2}$ <script>alert(1)</script> [x](javascript:alert(1)) FORMULA0X $\\frac{$",
    )
    client.force_login(student)
    page = client.get(reverse("set", args=[problem_set.pk])).content.decode()
    assert "<strong>Warm up</strong>" in page
    assert "<mfrac>" in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_an_instructor_gives_one_student_more_time_and_takes_it_back(client, attempt, problem_set, student, instructor):
    change(problem_set, closes_at=timezone.now() - HOUR)
    assert give(attempt, RIGHT) is pipeline.CLOSED
    client.force_login(instructor)
    address = reverse("exceptions", args=["vision", problem_set.pk])
    tomorrow = (timezone.now() + 24 * HOUR).strftime("%Y-%m-%dT%H:%M")
    posted = {"student": student.pk, "closes_at": tomorrow, "time_factor": "150", "extra_attempts": "0"}
    assert "sam" in words(client.post(address, posted, follow=True))
    assert isinstance(give(attempt, RIGHT), Submission)
    client.post(reverse("end-exception", args=["vision", problem_set.pk, Extension.objects.get().pk]))
    assert give(attempt, FORGOT_ONE) is pipeline.CLOSED


def test_an_exception_is_for_students_of_the_course_alone(client, problem_set, instructor, outsider):
    client.force_login(instructor)
    posted = {"student": outsider.pk, "time_factor": "100", "extra_attempts": "1"}
    assert client.post(reverse("exceptions", args=["vision", problem_set.pk]), posted).status_code == 422
    assert not Extension.objects.exists()


def test_a_student_reads_their_own_points_and_what_lateness_cost(client, attempt, problem_set, student):
    change(problem_set, due_at=timezone.now() - HOUR, late_steps=[[48, 80]])
    give(attempt, RIGHT)
    client.force_login(student)
    page = words(client.get(reverse("set", args=[problem_set.pk])))
    assert "0.8 of 1 points (late)" in page
    assert "You have 0.8." in page


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-10-25T02:30", "2026-10-25T01:30Z"),  # clocks go back at three: half past two comes twice
        ("2026-03-29T02:30", "2026-03-29T01:30Z"),  # clocks go forward at two: it never comes
        ("2026-07-01T12:00", "2026-07-01T10:00Z"),
    ],
)
def test_of_two_times_that_could_be_meant_the_later_one_is(typed, meant):
    with timezone.override("Europe/Berlin"):
        assert WhenField().clean(typed) == datetime.fromisoformat(meant)


def test_the_earlier_of_two_times_is_kept_when_a_form_is_saved(problem_set):
    problem_set.due_at = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    with timezone.override("Europe/Berlin"):
        form = SetForm.of(problem_set)
        posted = {name: form[name].value() or "" for name in form.fields if form[name].value() is not False}
        again = SetForm.of(problem_set, {**posted, "due_at": "2026-10-25T02:30"})
        assert again.is_valid()
        assert again.values()["due_at"] == problem_set.due_at


def test_saving_the_words_of_a_set_moves_no_deadline(client, problem_set, instructor):
    due = datetime(2030, 5, 1, 23, 59, 59, tzinfo=UTC)
    change_set(problem_set=problem_set, due_at=due)
    client.force_login(instructor)
    address = reverse("edit-set", args=["vision", problem_set.pk])
    shown = re.search(r'name="due_at" value="([^"]+)"', client.get(address).content.decode())[1]
    assert shown == "2030-05-01T23:59:59"
    client.post(address, {"title": "Other words", "policy": "best", "due_at": shown})
    problem_set.refresh_from_db()
    assert (problem_set.title, problem_set.due_at) == ("Other words", due)


def test_a_dropped_question_is_worth_nothing_anywhere(client, problem_set, student):
    item = problem_set.items.first()
    Item.objects.filter(pk=item.pk).update(treatment=Treatment.DROPPED, points=5)
    client.force_login(student)
    assert "1 points in all" in words(client.get(reverse("set", args=[problem_set.pk])))
