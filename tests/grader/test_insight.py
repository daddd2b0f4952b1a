"""What those who teach read about a set: statistics, slips by student, unexplained answers, a running session."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from grader import pipeline
from grader.gradebook.live import latest, progress
from grader.gradebook.services import override
from grader.gradebook.slips import slips_by_student, unexplained
from grader.gradebook.statistics import statistics
from grader.people.models import Role
from grader.people.queries import students_of
from grader.people.services import learner_of
from grader.sets.models import Item
from tests.grader.conftest import FORGOT_ONE, RIGHT, ROUNDED_UP, member
from tests.grader.test_pages import words

pytestmark = pytest.mark.django_db
ODD = "1234"


@pytest.fixture(autouse=True)
def _no_queue(monkeypatch):
    monkeypatch.setattr(pipeline.judge, "delay", lambda **_: None)


def answers(user, problem_set, *texts, position=1, minutes=2):
    now = timezone.now()
    item = problem_set.items.get(position=position)
    opened = pipeline.open_item(learner=learner_of(user=user, now=now), item=item, now=now)
    for place, text in enumerate(texts, 1):
        submission = pipeline.submit(attempt=opened, text=text, now=now + place * timedelta(minutes=minutes))
        pipeline.judge(pk=str(submission.pk))


@pytest.fixture
def klass(course, problem_set):
    """Six students: three right at once, one in the end, one who rounded up, one with an odd answer."""
    users = [member(course, f"s{number}", Role.STUDENT) for number in range(6)]
    for user in users[:3]:
        answers(user, problem_set, RIGHT)
        answers(user, problem_set, "81", position=2)
    answers(users[3], problem_set, FORGOT_ONE, RIGHT, minutes=8)
    answers(users[4], problem_set, ROUNDED_UP)
    answers(users[5], problem_set, ODD)
    return users


class TestStatistics:
    def test_who_was_right_at_once_and_in_the_end(self, klass, problem_set):
        line = statistics(problem_set).lines[0]
        assert (line.students, line.first, line.end) == (6, 50, 67)
        assert line.answers == pytest.approx(7 / 6)
        assert line.minutes == pytest.approx(2, abs=0.1)

    def test_totals_fall_into_bars(self, klass, problem_set):
        shown = statistics(problem_set)
        assert shown.students == 6
        assert sum(bar.number for bar in shown.bars) == 6
        totals = {bar.low: bar.number for bar in shown.bars if bar.number}
        assert totals == {0: 2, 50: 1, 90: 3}

    def test_a_question_that_goes_with_the_rest_discriminates(self, klass, problem_set):
        assert statistics(problem_set).lines[0].discrimination > 0.5

    def test_too_few_students_say_nothing_of_it(self, problem_set, student):
        answers(student, problem_set, RIGHT)
        assert statistics(problem_set).lines[0].discrimination is None

    def test_numbers_that_were_not_fair_are_seen(self, course, problem_set):
        Item.objects.filter(problem_set=problem_set, position=1).update(drawn=True, parameters={})
        for number in range(12):
            user = member(course, f"d{number}", Role.STUDENT)
            now = timezone.now()
            attempt = pipeline.open_item(
                learner=learner_of(user=user, now=now), item=problem_set.items.get(position=1), now=now
            )
            attempt.parameters = {"n": 20 + number, "kernel": 3, "stride": 1, "padding": 0, "boxes": False}
            attempt.save()
            right = str(18 + number)
            submission = pipeline.submit(attempt=attempt, text=right if number < 6 else "1", now=now)
            pipeline.judge(pk=str(submission.pk))
        found = statistics(problem_set).fairness[0]
        assert (found.variants, found.smaller, found.larger, found.differs) == (12, 100, 0, True)

    def test_the_page_has_a_picture_and_a_table(self, client, klass, problem_set, instructor):
        client.force_login(instructor)
        page = client.get(reverse("statistics", args=["vision", problem_set.pk]))
        assert "<svg" in page.content.decode()
        assert "6 students have handed in something" in words(page)

    def test_nobody_yet_is_said_plainly(self, client, problem_set, instructor):
        client.force_login(instructor)
        assert "Nobody has handed in anything yet" in words(
            client.get(reverse("statistics", args=["vision", problem_set.pk]))
        )

    def test_it_takes_as_many_queries_for_many(self, klass, problem_set, django_assert_num_queries):
        with django_assert_num_queries(8):
            statistics(problem_set)


class TestWhatWasDecided:
    """Questions that were dropped or gifted, and points that were given by hand."""

    @pytest.fixture
    def shown(self, client, problem_set, instructor):
        client.force_login(instructor)
        return lambda name: client.get(reverse(name, args=["vision", problem_set.pk])).content.decode()

    def treat(self, problem_set, position, treatment):
        Item.objects.filter(problem_set=problem_set, position=position).update(treatment=treatment)

    @pytest.mark.parametrize("treatment", ["dropped", "gifted"])
    def test_what_the_answers_showed_stands_all_the_same(self, klass, problem_set, treatment):
        before = statistics(problem_set).lines[0]
        self.treat(problem_set, 1, treatment)
        line = statistics(problem_set).lines[0]
        assert (line.students, line.first, line.end) == (6, 50, 67) == (before.students, before.first, before.end)
        assert line.discrimination == pytest.approx(before.discrimination)

    def test_totals_leave_a_dropped_question_out_and_count_a_gifted_one(self, klass, problem_set):
        self.treat(problem_set, 1, "dropped")
        self.treat(problem_set, 2, "gifted")
        assert statistics(problem_set).mean == 100

    def test_both_are_marked_on_every_page(self, klass, problem_set, shown):
        self.treat(problem_set, 1, "dropped")
        self.treat(problem_set, 2, "gifted")
        for name in ("statistics", "slips", "gradebook", "edit-set"):
            page = shown(name)
            assert '<span class="tag">dropped</span>' in page, name
            assert '<span class="tag">gifted</span>' in page, name

    def test_the_gradebook_strikes_out_what_was_earned(self, klass, problem_set, shown):
        self.treat(problem_set, 1, "dropped")
        assert shown("gradebook").count('<td class="n dropped">1</td>') == 4

    def test_students_read_that_it_does_not_count(self, client, klass, problem_set):
        self.treat(problem_set, 1, "dropped")
        self.treat(problem_set, 2, "gifted")
        client.force_login(klass[5])
        page = words(client.get(reverse("set", args=[problem_set.pk])))
        assert "does not count any more" in page
        assert "everybody gets its point" in page

    def test_with_every_question_dropped_there_are_no_totals(self, klass, problem_set, shown):
        Item.objects.update(treatment="dropped")
        assert (statistics(problem_set).students, statistics(problem_set).mean) == (6, None)
        assert "No points can be had in this set" in shown("statistics")

    def test_a_total_by_hand_alone_is_counted(self, problem_set, student, instructor):
        given = {"item": problem_set.items.first(), "points": Decimal(1), "why": "On paper", "author": instructor}
        override(learner=learner_of(user=student, now=timezone.now()), now=timezone.now(), **given)
        found = statistics(problem_set)
        assert (found.students, found.mean) == (1, 50)
        assert (found.lines[0].students, found.lines[0].end, found.lines[0].answers) == (1, 100, 0)


class TestSlips:
    def test_each_student_with_theirs(self, klass, problem_set):
        lines = {line.user.username: (line.slips, line.unnamed) for line in slips_by_student(problem_set)}
        assert lines == {
            "s3": ((("plus-one", 1),), 0),
            "s4": ((("rounded-up", 1),), 0),
            "s5": ((), 1),
        }

    def test_the_same_unexplained_answer_stands_together(self, klass, course, problem_set):
        answers(member(course, "also", Role.STUDENT), problem_set, ODD)
        (group,) = unexplained(problem_set)
        assert (group.answer, group.number, group.item.position) == (ODD, 2, 1)

    def test_the_page_says_it_in_words(self, client, klass, problem_set, instructor):
        client.force_login(instructor)
        page = words(client.get(reverse("slips", args=["vision", problem_set.pk])))
        assert "round up × 1" in page
        assert "1234 × 1" in page.replace("\u202f", "").replace("\xa0", " ")


class TestARunningSession:
    def test_who_handed_in_last_stands_first_and_who_has_not_begun_last(self, klass, course, problem_set):
        member(course, "absent", Role.STUDENT)
        lines = progress(problem_set, list(students_of(course)))
        assert lines[-1].user.username == "absent"
        assert (lines[-1].answered, lines[-1].last) == (0, None)
        assert {line.user.username: (line.answered, line.right) for line in lines}["s0"] == (2, 2)

    def test_the_page_shows_what_came_in(self, client, klass, course, problem_set, instructor):
        client.force_login(instructor)
        page = words(client.get(reverse("live", args=["vision", problem_set.pk])))
        assert "round up" in page
        assert len(latest(problem_set, list(students_of(course)))) == 10
        assert latest(problem_set, [instructor]) == []

    def test_it_is_asked_for_again_and_again_in_few_queries(
        self, client, klass, problem_set, instructor, django_assert_max_num_queries
    ):
        client.force_login(instructor)
        with django_assert_max_num_queries(13):
            client.get(reverse("live", args=["vision", problem_set.pk]))
