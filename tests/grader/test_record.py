"""The record: whatever moves points asks for a reason and writes who, when, from what to what, and why."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from grader import pipeline
from grader.gradebook import rulings, services
from grader.gradebook.models import Change, Matter
from grader.gradebook.queries import row_of
from grader.gradebook.record import Unexplained
from grader.pages.forms import SetForm
from grader.people.models import Enrolment, Role
from grader.sets.models import Extension, ProblemSet, Treatment
from tests.grader.conftest import RIGHT, member
from tests.grader.test_api_courses import machine
from tests.grader.test_pages import words

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _no_queue(monkeypatch):
    monkeypatch.setattr(pipeline.judge, "delay", lambda **_: None)


@pytest.fixture
def solved(attempt):
    """Sam was right at the first question, which is worth one point."""
    pipeline.judge(pk=str(pipeline.submit(attempt=attempt, text=RIGHT, now=timezone.now()).pk))


@pytest.fixture
def late(solved, problem_set):
    """It was due an hour before, and late answers earn 80 %."""
    ProblemSet.objects.update(due_at=timezone.now() - HOUR, late_steps=[[48, 80]])
    problem_set.refresh_from_db()


def lines(*names):
    return [tuple(str(getattr(one, name)) for name in names) for one in Change.objects.order_by("pk")]


def points(problem_set, user):
    return str(row_of(ProblemSet.objects.get(pk=problem_set.pk), user).cells[0].points)


class TestRules:
    def posted(self, problem_set, **others):
        form = SetForm.of(problem_set)
        kept = {name: form[name].value() for name in form.fields}
        return {name: value for name, value in {**kept, **others}.items() if value not in (None, False)}

    def save(self, client, problem_set, **others):
        address = reverse("edit-set", args=["vision", problem_set.pk])
        return client.post(address, self.posted(problem_set, **others))

    def test_a_rule_that_moves_points_waits_for_a_reason(self, client, solved, problem_set, instructor, student):
        client.force_login(instructor)
        yesterday = f"{timezone.localtime() - 24 * HOUR:%Y-%m-%dT%H:%M}"
        page = self.save(client, problem_set, due_at=yesterday, late="80% 48h")
        assert page.status_code == 422
        assert "The points of 1 student would be others. Nothing is changed yet." in words(page)
        assert "sam A long strip, stride 3 1 0.8" in words(page)
        assert points(problem_set, student) == "1"
        assert not Change.objects.exists()

    def test_the_page_that_asks_sends_the_same_form_again(self, client, solved, problem_set, instructor, student):
        client.force_login(instructor)
        yesterday = f"{timezone.localtime() - 24 * HOUR:%Y-%m-%dT%H:%M}"
        page = self.save(client, problem_set, due_at=yesterday, late="80% 48h", intro="One\nand two")
        again = dict(page.context["posted"])
        assert client.post(page.request["PATH_INFO"], {**again, "why": "Said in class"}).status_code == 302
        assert points(problem_set, student) == "0.8"
        assert ProblemSet.objects.get().intro.splitlines() == ["One", "and two"]
        (rule, score) = Change.objects.order_by("pk")
        assert (rule.matter, rule.before, rule.learner, rule.item) == (
            Matter.RULES,
            "due at none, late steps none",
            None,
            None,
        )
        assert rule.after.endswith("UTC, late steps 80% 48h")
        assert (score.learner.user, score.before, score.after) == (student, "1", "0.8")
        assert {(one.author, one.why) for one in (rule, score)} == {(instructor, "Said in class")}

    def test_one_that_moves_nobody_is_written_down_without_asking(self, client, solved, problem_set, instructor):
        client.force_login(instructor)
        assert self.save(client, problem_set, attempts="3").status_code == 302
        assert lines("matter", "before", "after", "why") == [("rules", "attempts none", "attempts 3", "")]

    def test_other_words_are_no_matter_for_the_record(self, client, solved, problem_set, instructor):
        client.force_login(instructor)
        assert self.save(client, problem_set, title="Second sheet").status_code == 302
        assert not Change.objects.exists()


class TestAQuestion:
    def test_that_is_worth_more_moves_points(self, client, solved, problem_set, instructor, student):
        client.force_login(instructor)
        item = problem_set.items.first()
        address = reverse("edit-item", args=["vision", problem_set.pk, item.pk])
        form = {"title": item.title, "points": "3", "level": "2", "drawn": "same", "words": "", "framework": ""}
        assert client.post(address, form).status_code == 422
        assert points(problem_set, student) == "1"
        assert client.post(address, {**form, "why": "It is hard"}).status_code == 302
        assert lines("matter", "before", "after") == [("worth", "1", "3"), ("points", "1", "3")]

    def test_that_is_gifted_is_recorded_for_those_who_never_came_too(self, problem_set, instructor, student):
        change = {"treatment": Treatment.GIFTED, "why": "Misprint", "author": instructor, "now": timezone.now()}
        services.treat(item=problem_set.items.first(), **change)
        assert lines("matter", "learner", "before", "after") == [
            ("treatment", "None", "counts", "gifted"),
            ("points", "sam", "0", "1"),
        ]


class TestExceptions:
    @pytest.fixture
    def change(self, instructor):
        return {"author": instructor, "why": "Ill", "now": timezone.now()}

    def test_what_one_gives_and_its_end_takes_back_is_recorded(self, late, problem_set, student, change):
        due = timezone.now() + HOUR
        made = rulings.make_exception(problem_set=problem_set, user=student, due_at=due, **change)
        assert points(problem_set, student) == "1"
        with pytest.raises(Unexplained):
            rulings.end_exception(extension=made, **{**change, "why": ""})
        assert Extension.objects.count() == 1
        rulings.end_exception(extension=made, **change)
        held = f"due at {due:%Y-%m-%d %H:%M} UTC"
        assert lines("matter", "learner", "before", "after") == [
            ("points", "sam", "0.8", "1"),
            ("exception", "sam", "", held),
            ("exception", "sam", held, ""),
            ("points", "sam", "1", "0.8"),
        ]

    def test_extra_attempts_move_nobody_and_need_no_reason(self, client, late, problem_set, instructor, student):
        client.force_login(instructor)
        posted = {"student": student.pk, "time_factor": "100", "extra_attempts": "2"}
        assert client.post(reverse("exceptions", args=["vision", problem_set.pk]), posted).status_code == 302
        assert lines("matter", "after") == [("exception", "extra attempts 2")]

    def test_a_label_that_brings_one_moves_points_where_it_is_given(
        self, client, late, problem_set, instructor, student
    ):
        Extension.objects.create(problem_set=problem_set, label="more time", due_at=timezone.now() + HOUR)
        client.force_login(instructor)
        sam = Enrolment.objects.get(user=student)
        address = reverse("member-label", args=["vision", sam.pk])
        assert client.post(address, {"label": "more time"}).status_code == 422
        sam.refresh_from_db()
        assert sam.label == ""
        assert client.post(address, {"label": "more time", "why": "Certificate seen"}).status_code == 302
        assert lines("matter", "before", "after") == [("label", "", "more time"), ("points", "0.8", "1")]

    def test_a_machine_is_asked_for_a_reason_too(self, client, late, problem_set, instructor, student):
        lms = machine(client, instructor)
        address = f"/courses/vision/sets/{problem_set.pk}/extensions"
        body = {"student": "sam", "due_at": f"{timezone.now() + HOUR:%Y-%m-%dT%H:%M:%SZ}"}
        refused = lms.post(address, body)
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "#/why")
        assert not Extension.objects.exists()
        assert lms.post(address, {**body, "why": "Ill"}).status_code == 201


def test_the_record_is_a_page_of_its_own(client, solved, problem_set, instructor, student):
    change = {"why": "Oral exam", "author": instructor, "now": timezone.now()}
    for points_given in (5, None):
        services.override(learner=student.learner, item=problem_set.items.first(), points=points_given, **change)
    client.force_login(instructor)
    page = words(client.get(reverse("record", args=["vision", problem_set.pk])))
    assert "sam A long strip, stride 3 points by hand 1 → to 5 ines Oral exam" in page
    assert "sam A long strip, stride 3 points by hand 5 → to 1 ines Oral exam" in page
    assert "All 2 lines" in words(client.get(reverse("gradebook", args=["vision", problem_set.pk])))


def test_whoever_has_left_is_recorded_too(solved, problem_set, instructor, student, course):
    Enrolment.objects.filter(user=student).delete()
    member(course, "otto", Role.STUDENT)
    item = problem_set.items.first()
    change = {"author": instructor, "why": "It is hard", "now": timezone.now()}
    rulings.change_item(item=item, points=2, **change)
    assert lines("matter", "learner", "after") == [("worth", "None", "2"), ("points", "sam", "2")]
