"""Changing a key and judging again: first a list of who changes, then all of it or only raises."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from exercises.text import plain
from grader import judging, pipeline, regrading
from grader.attempts.models import EarlierVerdict, Verdict
from grader.gradebook import regrades, services
from grader.gradebook.models import Change, Regrade, Stage
from grader.gradebook.outcomes import outcome_of
from grader.gradebook.queries import gradebook
from grader.judging import Accepted
from grader.people.models import Enrolment, Role
from grader.people.services import learner_of
from tests.grader.conftest import FORGOT_ONE, RIGHT, ROUNDED_UP, member
from tests.grader.test_pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _queue_at_once(monkeypatch):
    """Messages are carried out where they are sent, when the transaction ends."""
    monkeypatch.setattr(pipeline.judge, "delay", lambda *, pk: None)
    monkeypatch.setattr(regrading.regrade_answers, "delay", lambda *, pk: regrading.regrade_answers(pk=pk))
    monkeypatch.setattr(regrading.regrade_code, "delay", lambda *, pk: regrading.regrade_code(pk=pk))


def answered(user, problem_set, *texts):
    item, now = problem_set.items.first(), timezone.now()
    attempt = pipeline.open_item(learner=learner_of(user=user, now=now), item=item, now=now)
    for text in texts:
        submission = pipeline.submit(attempt=attempt, text=text, now=now)
        pipeline.judge(pk=str(submission.pk))
    return attempt


@pytest.fixture
def klass(course, student, problem_set):
    """Sam rounded up, Ada was right, Bob forgot the one."""
    ada, bob = member(course, "ada", Role.STUDENT), member(course, "bob", Role.STUDENT)
    for user, text in ((student, ROUNDED_UP), (ada, RIGHT), (bob, FORGOT_ONE)):
        answered(user, problem_set, text)


def points(problem_set):
    return {row.user.username: row.cells[0].points for row in gradebook(problem_set).rows}


def key(problem_set, instructor, **accepted):
    item = problem_set.items.first()
    services.accept(item=item, accepted=Accepted(**accepted), why="As taught", author=instructor, now=timezone.now())


def begun(problem_set, instructor, item=None):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda do, **_: do())
        made = regrading.begin(
            problem_set=problem_set, item=item, author=instructor, why="As taught", now=timezone.now()
        )
    made.refresh_from_db()
    return made


class TestAKey:
    @pytest.mark.parametrize("accepted", [{"slip": "rounded-up"}, {"slip": "rounding"}, {"answer": ROUNDED_UP}])
    def test_what_it_takes_is_right_from_now_on(self, problem_set, student, instructor, accepted):
        key(problem_set, instructor, **accepted)
        attempt = answered(student, problem_set, ROUNDED_UP, FORGOT_ONE)
        by_answer = {one.submission.answer: one.outcome for one in Verdict.objects.filter(submission__attempt=attempt)}
        assert by_answer == {ROUNDED_UP: "right", FORGOT_ONE: "wrong"}

    def test_it_says_that_the_instructor_accepts_it(self, attempt):
        said = judging.judge(attempt.question, ROUNDED_UP, [Accepted(slip="rounded-up")])
        assert (said.outcome, said.score, said.slip) == ("right", 1, "")
        assert "instructor" in plain(said.sentence)

    def test_an_answer_is_right_on_the_numbers_for_which_it_was_taken(self, problem_set, student, instructor):
        attempt = answered(student, problem_set)
        item = problem_set.items.first()
        item.parameters = {**item.parameters, "n": 241}
        item.save()
        key(problem_set, instructor, answer=FORGOT_ONE)
        answered(student, problem_set, FORGOT_ONE)
        assert Verdict.objects.get(submission__attempt=attempt).outcome == "wrong"

    def test_it_leaves_verdicts_alone_and_is_recorded(self, klass, problem_set, instructor):
        key(problem_set, instructor, slip="rounded-up")
        assert points(problem_set) == {"ada": 1, "bob": 0, "sam": 0}
        line = Change.objects.get()
        assert (line.author, line.before, line.after) == (instructor, "the solution", "the solution, “round up”")


class TestADryRun:
    def test_it_lists_who_changes_and_changes_nothing(self, klass, problem_set, instructor):
        key(problem_set, instructor, slip="rounded-up")
        regrade = begun(problem_set, instructor)
        assert (regrade.stage, regrade.done, regrade.all) == (Stage.READY, 3, 3)
        effects = [(one.learner.user.username, one.before, one.after) for one in regrade.effects.all()]
        assert effects == [("sam", 0, 1)]
        assert points(problem_set) == {"ada": 1, "bob": 0, "sam": 0}
        assert not EarlierVerdict.objects.exists()

    def test_the_order_in_which_a_database_keeps_the_values_of_a_sentence_is_no_difference(
        self, klass, problem_set, instructor
    ):
        for verdict in Verdict.objects.all():
            values = dict(reversed(verdict.sentence["values"].items()))
            verdict.sentence = {"values": values, "id": verdict.sentence["id"]}
            verdict.save()
        assert begun(problem_set, instructor).findings.count() == 0

    def test_with_the_same_key_nothing_is_found(self, klass, problem_set, instructor):
        regrade = begun(problem_set, instructor)
        assert (regrade.stage, regrade.findings.count(), regrade.effects.count()) == (Stage.READY, 0, 0)

    def test_small_portions_find_the_same(self, klass, problem_set, instructor, monkeypatch):
        monkeypatch.setattr(regrading, "PORTION", 1)
        key(problem_set, instructor, slip="rounded-up")
        regrade = begun(problem_set, instructor, problem_set.items.first())
        assert (regrade.stage, regrade.done, regrade.findings.count()) == (Stage.READY, 3, 1)

    def test_a_portion_is_kept_once_when_two_workers_look_at_it(self, klass, problem_set, instructor):
        key(problem_set, instructor, slip="rounded-up")
        regrade = regrades.begin(problem_set=problem_set, item=None, author=instructor, why="x", now=timezone.now())
        found = {one: pipeline.verdict_on(one) for one in regrades.waiting(regrade)}
        kept = [regrades.looked(regrade=regrade, at=found, now=timezone.now()) for _worker in range(2)]
        assert kept == [True, False]
        assert regrade.findings.count() == 1

    def test_one_whose_worker_died_is_sent_for_again(self, klass, problem_set, instructor):
        key(problem_set, instructor, slip="rounded-up")
        long_ago = timezone.now() - timezone.timedelta(hours=1)
        regrade = regrades.begin(problem_set=problem_set, item=None, author=instructor, why="x", now=long_ago)
        regrading.sweep_regrades()
        regrade.refresh_from_db()
        assert regrade.stage == Stage.READY


class TestApplying:
    def apply(self, regrade, instructor, raises_only=False):
        return regrades.apply(regrade=regrade, raises_only=raises_only, author=instructor, now=timezone.now())

    def test_points_change_each_is_recorded_and_old_verdicts_are_kept(self, klass, problem_set, instructor):
        key(problem_set, instructor, slip="rounded-up")
        regrade = begun(problem_set, instructor)
        assert self.apply(regrade, instructor)
        assert points(problem_set) == {"ada": 1, "bob": 0, "sam": 1}
        line = Change.objects.filter(learner__isnull=False).get()
        assert (line.learner.user.username, line.before, line.after, line.why) == ("sam", "0", "1", "As taught")
        old = EarlierVerdict.objects.get()
        assert (old.slip, old.outcome) == ("rounded-up", "wrong")

    def test_whoever_has_left_the_course_is_listed_and_recorded_too(self, klass, problem_set, instructor, student):
        Enrolment.objects.filter(user=student).delete()
        key(problem_set, instructor, slip="rounded-up")
        regrade = begun(problem_set, instructor)
        assert [one.learner.user for one in regrade.effects.all()] == [student]
        self.apply(regrade, instructor)
        line = Change.objects.get(learner__isnull=False)
        assert (line.learner.user, line.before, line.after) == (student, "0", "1")

    def test_it_is_done_once(self, klass, problem_set, instructor):
        key(problem_set, instructor, slip="rounded-up")
        regrade = begun(problem_set, instructor)
        assert [self.apply(regrade, instructor) for _press in range(2)] == [True, False]
        assert Change.objects.filter(learner__isnull=False).count() == 1

    def test_a_list_that_holds_no_longer_is_not_applied(self, klass, problem_set, instructor):
        item, now = problem_set.items.first(), timezone.now()
        services.accept(item=item, accepted=Accepted(slip="rounded-up"), why="x", author=instructor, now=now)
        regrade = begun(problem_set, instructor)
        services.accept_no_more(item=item, why="no", author=instructor, now=timezone.now())
        with pytest.raises(regrades.Stale):
            self.apply(regrade, instructor)
        regrade.refresh_from_db()
        assert regrade.stage == Stage.READY

    def test_only_raises_leaves_those_alone_who_would_fall(self, klass, problem_set, instructor):
        key(problem_set, instructor, slip="rounded-up")
        self.apply(begun(problem_set, instructor), instructor)
        item = problem_set.items.first()
        services.accept_no_more(item=item, why="Mistake of mine", author=instructor, now=timezone.now())
        services.accept(item=item, accepted=Accepted(answer=FORGOT_ONE), why="x", author=instructor, now=timezone.now())
        regrade = begun(problem_set, instructor)
        assert {one.learner.user.username: one.after - one.before for one in regrade.effects.all()} == {
            "sam": Decimal(-1),
            "bob": Decimal(1),
        }
        self.apply(regrade, instructor, raises_only=True)
        assert points(problem_set) == {"ada": 1, "bob": 1, "sam": 1}
        regrade.refresh_from_db()
        done = outcome_of(regrade)
        assert (done.to_right, done.to_wrong, done.raised, done.lowered, len(done.spared)) == (1, 0, 1, 0, 1)
        assert [one.learner.user.username for one in done.effects] == ["bob"]

    @pytest.mark.parametrize("decision", ["all", "discard", None])
    def test_the_page_counts_the_same_before_and_after(self, client, klass, problem_set, instructor, decision):
        """Also when a later regrade has changed the same verdicts again."""
        key(problem_set, instructor, slip="rounded-up")
        regrade = begun(problem_set, instructor)
        before = outcome_of(regrade)
        assert (before.to_right, before.to_wrong, before.reworded, before.raised) == (1, 0, 0, 1)
        client.force_login(instructor)
        address = reverse("regrade", args=["vision", problem_set.pk, regrade.pk])
        assert "1 would become right, 0 would become wrong" in words(client.get(address))
        if decision:
            client.post(reverse("finish-regrade", args=["vision", problem_set.pk, regrade.pk]), {"decision": decision})
        regrade.refresh_from_db()
        assert outcome_of(regrade) == before
        services.accept_no_more(item=problem_set.items.first(), why="no", author=instructor, now=timezone.now())
        self.apply(begun(problem_set, instructor), instructor)
        assert outcome_of(regrade) == before
        said = "1 became right, 0 became wrong" if decision == "all" else "1 would become right"
        assert said in words(client.get(address))

    def test_a_discarded_one_cannot_be_applied(self, klass, problem_set, instructor):
        key(problem_set, instructor, slip="rounded-up")
        regrade = begun(problem_set, instructor)
        regrades.discard(regrade=regrade, now=timezone.now())
        assert not self.apply(regrade, instructor)
        assert points(problem_set)["sam"] == 0


class TestThePages:
    def test_the_instructor_changes_a_key_looks_and_applies(
        self, client, klass, problem_set, instructor, django_capture_on_commit_callbacks
    ):
        client.force_login(instructor)
        item = problem_set.items.first()
        arguments = ["vision", problem_set.pk]
        page = client.get(reverse("regrades", args=arguments))
        assert "round up (1)" in words(page)
        client.post(reverse("change-key", args=arguments), {"item": item.pk, "slip": "rounded-up", "why": "As taught"})
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("begin-regrade", args=arguments), {"item": item.pk, "why": "As taught"})
        regrade = Regrade.objects.get()
        address = reverse("regrade", args=[*arguments, regrade.pk])
        page = words(client.get(address))
        assert "1 would become right" in page
        assert "sam" in page
        client.post(reverse("finish-regrade", args=[*arguments, regrade.pk]), {"decision": "all"})
        assert "Applied" in words(client.get(address))
        assert points(problem_set)["sam"] == 1

    @pytest.mark.parametrize("faulty", [{"why": " "}, {"answer": "eighty"}, {"slip": "no-such-slip"}])
    def test_what_cannot_be_read_changes_no_key(self, client, problem_set, instructor, faulty):
        client.force_login(instructor)
        posted = {"item": problem_set.items.first().pk, "answer": "81", "why": "x", **faulty}
        page = client.post(reverse("change-key", args=["vision", problem_set.pk]), posted, follow=True)
        assert "Nothing was changed" in words(page)
        assert problem_set.items.first().accepted == []

    def test_progress_is_shown_while_workers_look(self, client, klass, problem_set, instructor):
        client.force_login(instructor)
        regrade = regrades.begin(problem_set=problem_set, item=None, author=instructor, why="x", now=timezone.now())
        page = words(client.get(reverse("regrade", args=["vision", problem_set.pk, regrade.pk])))
        assert "0 of 3" in page
