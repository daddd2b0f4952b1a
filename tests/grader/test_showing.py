"""What a student is shown when: verdicts, slips, solutions, points, earlier answers, time; and what they report."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exercises.text import T, packed, plain
from grader import pipeline
from grader.attempts.models import Attempt, Report, Submission, Verdict
from grader.people.models import Role
from grader.people.services import learner_of
from grader.sets.models import Extension
from grader.sets.services import NewItem, change_set, create_set, move_item
from tests.grader.conftest import FORGOT_ONE, RIGHT, ROUNDED_UP, member
from tests.grader.test_pages import HTMX, words

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SLIP = "round"


@pytest.fixture(autouse=True)
def _judged_at_once(monkeypatch):
    monkeypatch.setattr(pipeline.judge, "delay", pipeline.judge)
    monkeypatch.setattr("django.db.transaction.on_commit", lambda do, **_: do())


@pytest.fixture
def sam(client, student, problem_set):
    client.force_login(student)
    return client


def rule(problem_set, **values):
    change_set(problem_set=problem_set, **values)


def item_page(client, problem_set, position=1):
    return client.get(reverse("item", args=[problem_set.pk, position]))


def answer(client, problem_set, text, position=1):
    item_page(client, problem_set, position)
    attempt = Attempt.objects.filter(item__position=position).latest("opened_at")
    client.post(reverse("submit", args=[attempt.pk]), {"answer": text})
    return item_page(client, problem_set, position), attempt


def solution_of(question):
    return question.answer.show(question.solve())


class TestWhenThingsAreShown:
    def test_at_once_a_slip_is_named_and_the_solution_is_there(self, sam, problem_set):
        page, attempt = answer(sam, problem_set, ROUNDED_UP)
        assert "Not right" in words(page)
        assert "You rounded up" in words(page)
        assert "Show me" in words(page)
        assert sam.get(reverse("solution", args=[attempt.pk])).status_code == 200

    def test_a_verdict_may_come_without_its_slip(self, sam, problem_set):
        rule(problem_set, show_slip="never")
        page, _attempt = answer(sam, problem_set, ROUNDED_UP)
        assert "Not right" in words(page)
        assert "You rounded up" not in words(page)

    def test_a_solution_may_wait_for_the_due_date(self, sam, problem_set):
        rule(problem_set, show_solution="due", due_at=timezone.now() + HOUR)
        page, attempt = answer(sam, problem_set, ROUNDED_UP)
        assert "Show me" not in words(page)
        for name in ("solution", "hint"):
            assert sam.get(reverse(name, args=[attempt.pk])).status_code == 404
        rule(problem_set, due_at=timezone.now() - HOUR)
        assert sam.get(reverse("solution", args=[attempt.pk])).status_code == 200

    def test_before_the_verdict_nothing_else_is_shown(self, sam, problem_set):
        rule(problem_set, show_verdict="due", due_at=timezone.now() + HOUR)
        page, attempt = answer(sam, problem_set, ROUNDED_UP)
        assert "What it is worth is shown on" in words(page)
        assert "Not right" not in words(page)
        assert sam.get(reverse("solution", args=[attempt.pk])).status_code == 404
        assert "You have 0" not in words(sam.get(reverse("set", args=[problem_set.pk])))

    def test_what_is_never_shown_is_said_plainly(self, sam, problem_set):
        rule(problem_set, show_verdict="never")
        page, _attempt = answer(sam, problem_set, RIGHT)
        assert "is not shown in this set" in words(page)

    @pytest.mark.parametrize("show", ["now", "never"])
    def test_the_same_holds_for_functions(self, sam, course, show):
        item = NewItem("Pool", "max_pool2d", 0, {})
        made = create_set(course=course, title="Code", intro="", items=[item], released=True, show_verdict=show)
        item_page(sam, made)
        attempt = Attempt.objects.get(item__problem_set=made)
        sam.post(reverse("submit-code", args=[attempt.pk]), {"source": "def max_pool2d(x, k, s):\n    return x"})
        counts = {"counts": {"passed": 3, "all": 9}, "categories": []}
        said = {"outcome": "wrong", "score": 0, "sentence": packed(T("Off.")), "details": counts}
        Verdict.objects.create(submission=attempt.submissions.get(), judged_at=timezone.now(), **said)
        attempt.submissions.update(state="done")
        page = words(item_page(sam, made))
        assert ("3 of 9 tests pass" in page) == ("Off." in page) == (show == "now")
        assert ("is not shown in this set" in page) == (show == "never")

    def test_points_may_be_kept_back(self, sam, problem_set):
        rule(problem_set, show_score="never")
        answer(sam, problem_set, RIGHT)
        page = words(sam.get(reverse("set", args=[problem_set.pk])))
        assert "right" in page
        assert "You have" not in page

    def test_an_exam_shows_nothing_while_anybody_may_still_write(self, sam, student, course, problem_set):
        now = timezone.now()
        rule(problem_set, exam=True, closes_at=now - HOUR)
        attempt = pipeline.open_item(learner=learner_of(user=student, now=now), item=problem_set.items.first(), now=now)
        assert attempt.shows("verdict", now)
        other = member(course, "otto", Role.STUDENT)
        Extension.objects.create(problem_set=problem_set, user=other, closes_at=now + HOUR)
        assert not Attempt.objects.get().shows("verdict", now)

    def test_what_is_shown_after_a_date_needs_the_date(self, client, instructor, problem_set):
        client.force_login(instructor)
        posted = {"title": "x", "policy": "best", "show_solution": "due"}
        page = client.post(reverse("edit-set", args=["vision", problem_set.pk]), posted)
        assert page.status_code == 422
        assert "is needed" in words(page)


def test_a_time_limit_added_later_holds_for_a_page_that_is_open(sam, problem_set):
    _page, attempt = answer(sam, problem_set, ROUNDED_UP)
    rule(problem_set, minutes=60)
    attempt.refresh_from_db()
    begun = timezone.now()
    assert isinstance(pipeline.submit(attempt=attempt, text=FORGOT_ONE, now=begun), Submission)
    late = pipeline.submit(attempt=Attempt.objects.get(), text=RIGHT, now=begun + 2 * HOUR)
    assert "time for this set is up" in plain(late.message)


class TestWhatWasHandedIn:
    def test_every_answer_stands_there_with_its_verdict_and_receipt(self, sam, problem_set):
        for text in (ROUNDED_UP, FORGOT_ONE, RIGHT):
            _page, attempt = answer(sam, problem_set, text)
        page = words(item_page(sam, problem_set))
        assert "3 answers handed in" in page
        for submission in attempt.submissions.all():
            assert submission.receipt in page
            assert submission.answer_digest[:12] in page

    def test_with_new_numbers_each_is_shown_with_its_own(self, sam, problem_set):
        rule(problem_set, fresh=True)
        problem_set.items.filter(position=1).update(drawn=True, parameters={})
        for _round in range(2):
            item_page(sam, problem_set)
            attempt = Attempt.objects.latest("opened_at")
            pipeline.submit(attempt=attempt, text=solution_of(attempt.question), now=timezone.now())
            sam.post(reverse("again", args=[attempt.pk]))
        page = words(item_page(sam, problem_set))
        assert "2 answers handed in" in page
        assert all(str(one.question.n) in page for one in Attempt.objects.filter(item__position=1))

    def test_verdicts_in_it_wait_like_all_others(self, sam, problem_set):
        rule(problem_set, show_verdict="never")
        answer(sam, problem_set, ROUNDED_UP)
        page = words(item_page(sam, problem_set))
        assert "1 answer handed in" in page
        assert "not right" not in page


class TestTime:
    def test_the_time_left_is_on_every_page_of_a_timed_set(self, sam, problem_set):
        rule(problem_set, minutes=30)
        first = item_page(sam, problem_set).content.decode()
        again = item_page(sam, problem_set).content.decode()
        ends = [page.split('data-ends="')[1].split('"')[0] for page in (first, again)]
        assert ends[0] == ends[1]

    def test_without_a_limit_there_is_no_clock(self, sam, problem_set):
        assert "data-timer" not in item_page(sam, problem_set).content.decode()


class TestOneQuestionAtATime:
    @pytest.fixture(autouse=True)
    def _one_by_one(self, problem_set):
        rule(problem_set, one_by_one=True)

    def test_the_next_opens_when_this_one_has_an_answer(self, sam, problem_set):
        assert item_page(sam, problem_set, 2).status_code == 302
        answer(sam, problem_set, "1")
        assert item_page(sam, problem_set, 2).status_code == 200

    def test_there_is_no_way_back(self, sam, problem_set):
        _page, first = answer(sam, problem_set, "1")
        item_page(sam, problem_set, 2)
        assert item_page(sam, problem_set, 1).status_code == 302
        page = sam.post(reverse("submit", args=[first.pk]), {"answer": "2"}, **HTMX)
        assert "no way back" in words(page)
        assert first.submissions.count() == 1

    def test_the_set_links_only_to_what_is_open(self, sam, problem_set):
        page = sam.get(reverse("set", args=[problem_set.pk])).content.decode()
        assert reverse("item", args=[problem_set.pk, 1]) in page
        assert reverse("item", args=[problem_set.pk, 2]) not in page

    def test_a_question_that_is_moved_is_not_lost(self, sam, problem_set):
        answer(sam, problem_set, "1")
        move_item(item=problem_set.items.last(), down=False)
        assert item_page(sam, problem_set, 1).status_code == 200
        page, _attempt = answer(sam, problem_set, "1", position=1)
        assert "1 answer handed in" in words(page)

    def test_when_all_have_answers_none_is_open(self, sam, problem_set):
        answer(sam, problem_set, "1")
        answer(sam, problem_set, "1", position=2)
        assert (
            reverse("item", args=[problem_set.pk, 1])
            not in sam.get(reverse("set", args=[problem_set.pk])).content.decode()
        )


class TestAReport:
    def test_those_who_teach_see_exactly_that_variant(self, sam, instructor, problem_set):
        _page, attempt = answer(sam, problem_set, ROUNDED_UP)
        page = sam.post(reverse("report", args=[attempt.pk]), {"words": "<b>odd</b> picture"}, follow=True)
        assert "Thank you" in words(page)
        sam.force_login(instructor)
        page = sam.get(reverse("reports", args=["vision"]))
        shown = words(page)
        assert "244" in shown
        assert "&lt;b&gt;odd" in page.content.decode()
        assert "Solution : 80" in " ".join(shown.split()) or "Solution: 80" in " ".join(shown.split())
        sam.post(reverse("end-report", args=["vision", Report.objects.get().pk]))
        assert "None." in words(sam.get(reverse("reports", args=["vision"])))

    def test_saying_it_twice_is_one_report(self, sam, problem_set):
        _page, attempt = answer(sam, problem_set, ROUNDED_UP)
        for text in ("first", "second", "second"):
            sam.post(reverse("report", args=[attempt.pk]), {"words": text})
        assert Report.objects.get().words == "first\nsecond"
