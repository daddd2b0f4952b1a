"""Those who teach try a set out as a student would: it counts nowhere, and it holds no change up."""

import pytest
from django.urls import reverse
from django.utils import timezone

from grader import pipeline
from grader.attempts.models import Attempt, Sitting, Submission
from grader.attempts.queries import opened_by, opened_item
from grader.gradebook import regrades
from grader.gradebook.queries import facilities, gradebook
from grader.gradebook.slips import slips_by_student, unexplained
from grader.gradebook.statistics import statistics
from grader.people.models import Enrolment, Role
from grader.people.services import learner_of
from grader.sets.models import Item
from grader.sets.services import HasWork, change_set, remove_item
from tests.grader.conftest import RIGHT, ROUNDED_UP, member
from tests.grader.test_insight import ODD, answers
from tests.grader.test_pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_queue(monkeypatch):
    monkeypatch.setattr(pipeline.judge, "delay", lambda **_: None)


@pytest.fixture(params=[Role.INSTRUCTOR, Role.ASSISTANT])
def teacher(course, request):
    return member(course, "tess", request.param)


def counts(problem_set):
    """All that is counted about a set, as plain values."""
    shown, items = statistics(problem_set), problem_set.items.all()
    lines = [(line.students, line.answers, line.first, line.end, line.minutes) for line in shown.lines]
    slips = [(line.user.username, line.slips, line.unnamed) for line in slips_by_student(problem_set)]
    facility = [(one.answers, one.right, one.slips, one.unnamed) for one in facilities(items)]
    odd = [(one.answer, one.number) for one in unexplained(problem_set)]
    opened = opened_by(problem_set), [opened_item(item) for item in items]
    return shown.students, shown.mean, shown.bars, lines, slips, facility, odd, opened


class TestWhatIsTriedOut:
    def test_it_counts_nowhere(self, problem_set, student, teacher):
        answers(student, problem_set, ROUNDED_UP, ODD)
        before = counts(problem_set)
        answers(teacher, problem_set, ROUNDED_UP, ODD, RIGHT, minutes=20)
        answers(teacher, problem_set, ODD, position=2)
        assert counts(problem_set) == before

    def test_the_same_from_a_student_does_count(self, course, problem_set, student):
        answers(student, problem_set, ROUNDED_UP, ODD)
        before = counts(problem_set)
        answers(member(course, "stan", Role.STUDENT), problem_set, ROUNDED_UP, ODD, RIGHT, minutes=20)
        after = counts(problem_set)
        assert all(then != now for then, now in zip(before[3:6], after[3:6], strict=True))

    def test_a_regrade_passes_over_it(self, problem_set, student, instructor):
        answers(student, problem_set, RIGHT)
        answers(instructor, problem_set, ROUNDED_UP, RIGHT)
        made = regrades.begin(problem_set=problem_set, item=None, author=instructor, why="x", now=timezone.now())
        assert made.all == 1

    def test_whoever_teaches_still_sees_their_own_points(self, client, problem_set, teacher):
        answers(teacher, problem_set, RIGHT)
        client.force_login(teacher)
        page = words(client.get(reverse("set", args=[problem_set.pk])))
        assert "counts nowhere" in page
        assert "You have 1." in page

    def test_it_does_not_hold_a_question_that_is_taken_out(self, problem_set, teacher):
        answers(teacher, problem_set, RIGHT)
        remove_item(item=problem_set.items.first())
        assert problem_set.items.count() == 1
        assert not Submission.objects.exists()

    def test_the_work_of_students_does_even_when_they_have_left(self, problem_set, student):
        answers(student, problem_set, RIGHT)
        Enrolment.objects.filter(user=student).delete()
        with pytest.raises(HasWork):
            remove_item(item=problem_set.items.first())
        assert Submission.objects.count() == 1


class TestStartingOver:
    def test_answers_and_the_clock_are_forgotten_and_nobody_elses(self, client, problem_set, student, teacher):
        change_set(problem_set=problem_set, minutes=30)
        answers(student, problem_set, RIGHT)
        answers(teacher, problem_set, RIGHT)
        client.force_login(teacher)
        page = client.post(reverse("start-over", args=["vision", problem_set.pk]), follow=True)
        assert "Forgotten" in words(page)
        assert {one.learner.user for one in Attempt.objects.all()} == {student}
        assert {one.learner.user for one in Sitting.objects.all()} == {student}

    def test_changed_numbers_are_seen_then(self, client, problem_set, teacher):
        now, item = timezone.now(), problem_set.items.first()
        learner = learner_of(user=teacher, now=now)
        assert pipeline.open_item(learner=learner, item=item, now=now).parameters["n"] == 244
        Item.objects.filter(pk=item.pk).update(parameters={**item.parameters, "n": 100})
        client.force_login(teacher)
        client.post(reverse("start-over", args=["vision", problem_set.pk]))
        changed = problem_set.items.first()
        assert pipeline.open_item(learner=learner, item=changed, now=now).parameters["n"] == 100

    def test_a_student_reads_nothing_of_it(self, client, problem_set, student):
        answers(student, problem_set, RIGHT)
        client.force_login(student)
        page = words(client.get(reverse("set", args=[problem_set.pk])))
        assert "counts nowhere" not in page
        assert client.post(reverse("start-over", args=["vision", problem_set.pk])).status_code == 404
        assert Submission.objects.count() == 1

    def test_the_gradebook_has_no_line_for_those_who_teach(self, problem_set, student, teacher):
        answers(teacher, problem_set, RIGHT)
        assert [row.user for row in gradebook(problem_set).rows] == [student]
