"""The road: what is taken is judged once, whatever happens to messages and workers."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from exercises.answers import Unreadable
from grader import judging, pipeline
from grader.attempts import claiming, queries
from grader.attempts.models import State, Submission, Verdict
from tests.grader.conftest import FORGOT_ONE, RIGHT, ROUNDED_UP

pytestmark = pytest.mark.django_db
LEASE = timedelta(seconds=30)


def submit(attempt, text, now=None):
    return pipeline.submit(attempt=attempt, text=text, now=now or timezone.now())


def claimed(now, most=1):
    """What another worker takes."""
    return claiming.claim(most=most, lease=LEASE, now=now)


def judged(attempt, text):
    submission = submit(attempt, text)
    pipeline.judge()
    return Verdict.objects.get(submission=submission)


def test_a_right_answer_earns_the_point(attempt):
    verdict = judged(attempt, RIGHT)
    assert (verdict.outcome, verdict.score, verdict.slip) == ("right", 1, "")


def test_a_wrong_answer_names_the_slip_that_explains_it(attempt):
    verdict = judged(attempt, FORGOT_ONE)
    assert (verdict.outcome, verdict.score) == ("wrong", 0)
    assert verdict.slip == "plus-one"


def test_an_answer_that_no_model_explains_names_no_slip(attempt):
    assert judged(attempt, "17").slip == ""


@pytest.mark.parametrize("text", ["abc", "", "9" * 10_000_000, "1 2"])
def test_an_unreadable_answer_costs_nothing_and_stores_nothing(attempt, text):
    assert isinstance(submit(attempt, text), Unreadable)
    assert not Submission.objects.exists()


def test_the_same_answer_written_differently_is_one_submission(attempt):
    first = submit(attempt, "80")
    again = submit(attempt, " 80.0 ")
    assert first == again
    assert Submission.objects.count() == 1


def test_the_message_is_sent_only_after_the_row_is_stored(attempt, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        submit(attempt, RIGHT)
        assert sent == []
    assert sent == ["judge"]


def test_a_queue_that_is_down_loses_no_answer(attempt, monkeypatch, django_capture_on_commit_callbacks):
    def refuse():
        raise OSError("connection refused")

    monkeypatch.setattr(pipeline.judge, "delay", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        submission = submit(attempt, RIGHT)
    assert Submission.objects.get(pk=submission.pk).state == State.QUEUED


def test_a_claimed_submission_is_not_taken_twice(attempt):
    submission, now = submit(attempt, RIGHT), timezone.now()
    assert [one.pk for one in claimed(now).submissions] == [submission.pk]
    assert claimed(now + LEASE / 2).submissions == ()


def test_a_lease_that_is_over_is_open_to_others_and_the_late_verdict_is_dropped(attempt):
    submission, now = submit(attempt, RIGHT), timezone.now()
    slow, fast = claimed(now), claimed(now + 2 * LEASE)
    verdicts = {submission.pk: judging.judge(attempt.question, RIGHT)}
    assert claiming.record(claim=slow.claim, verdicts=verdicts, now=now) == set()
    assert claiming.record(claim=fast.claim, verdicts=verdicts, now=now) == {submission.pk}
    assert Verdict.objects.count() == 1


def test_a_message_that_comes_twice_judges_once(attempt):
    submit(attempt, RIGHT)
    pipeline.judge()
    before = Verdict.objects.get().judged_at
    pipeline.judge()
    assert Verdict.objects.get().judged_at == before
    assert Submission.objects.get().tries == 1


def test_a_message_about_nothing_is_no_error():
    pipeline.judge()
    assert not Verdict.objects.exists()


def test_a_message_with_words_of_another_version_is_understood(attempt):
    submission = submit(attempt, RIGHT)
    pipeline.judge(pk=str(submission.pk), priority="of a later version")
    assert Verdict.objects.get().score == 1


def test_a_second_verdict_cannot_be_stored(attempt):
    judged(attempt, RIGHT)
    verdict = Verdict.objects.get()
    verdict.pk = None
    verdict.submission = Submission.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        verdict.save(force_insert=True)


def test_a_failure_of_ours_is_tried_again_and_then_costs_nothing(attempt, monkeypatch):
    def break_down(question, text):
        raise RuntimeError("a bug of ours")

    submission = submit(attempt, RIGHT)
    monkeypatch.setattr(judging, "judge", break_down)
    for number in range(1, pipeline.MOST_TRIES):
        pipeline.judge()
        submission.refresh_from_db()
        assert (submission.state, submission.tries) == (State.QUEUED, number)
        pipeline.judge()
        submission.refresh_from_db()
        assert submission.tries == number, "what was in the way is given time"
        Submission.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    pipeline.judge()
    assert Verdict.objects.get().outcome == "fault"


def test_an_answer_over_which_workers_die_ends_as_a_fault_of_ours(attempt):
    submission, now = submit(attempt, RIGHT), timezone.now()
    for number in range(pipeline.MOST_TRIES):
        assert claimed(now + number * 2 * LEASE).submissions == (submission,)
    with time_machine.travel(now + timedelta(hours=1)):
        pipeline.judge()
    assert Verdict.objects.get().outcome == "fault"


def test_the_sweep_sends_again_what_is_owed_and_only_that(attempt, sent):
    now = timezone.now()
    submit(attempt, "9", now - timedelta(minutes=1))
    pipeline.judge()
    submit(attempt, ROUNDED_UP, now)
    pipeline.sweep()
    assert sent == [], "one is done, the other came just now"
    submit(attempt, RIGHT, now - timedelta(minutes=1))
    pipeline.sweep()
    assert sent == ["judge"]
    pipeline.sweep()
    assert sent == ["judge"], "what was just sent again is given time"


def test_the_sweep_leaves_what_a_worker_holds_and_takes_it_back_when_the_lease_is_over(attempt, sent):
    now = timezone.now()
    submit(attempt, RIGHT, now - timedelta(minutes=1))
    claimed(now)
    pipeline.sweep()
    assert sent == []
    with time_machine.travel(now + timedelta(minutes=5), tick=False):
        pipeline.sweep()
    assert sent == ["judge"]


def test_what_was_asked_stays_as_it_was_when_the_generator_changes(visitor, monkeypatch):
    now = timezone.now()
    before = pipeline.open_practice(learner=visitor, kind="output-size", level=2, seed=7, now=now)
    asked = before.question
    monkeypatch.setattr(type(asked), "propose", classmethod(lambda cls, rng, level: cls(10, 3, 2, 0, True)))
    monkeypatch.setattr(type(asked), "targets", lambda self, level: ())
    after = pipeline.open_practice(learner=visitor, kind="output-size", level=2, seed=7, now=now)
    assert after == before
    assert after.question == asked


def test_the_place_in_line_counts_those_before(attempt):
    now = timezone.now()
    submit(attempt, "7", now - timedelta(seconds=2))
    submit(attempt, "8", now - timedelta(seconds=1))
    assert queries.place_in_line(submit(attempt, "9", now)) == 3


def test_practice_that_was_never_answered_is_forgotten_after_a_month(visitor):
    long_ago = timezone.now() - timedelta(days=40)
    answered = pipeline.open_practice(learner=visitor, kind="output-size", level=1, seed=1, now=long_ago)
    pipeline.open_practice(learner=visitor, kind="output-size", level=1, seed=2, now=long_ago)
    submit(answered, "1")
    pipeline.tidy()
    assert list(visitor.attempts.all()) == [answered]
