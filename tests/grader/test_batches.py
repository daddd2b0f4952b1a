"""Many answers with one message: each is judged once, and a bad one spoils no others."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from exercises.text import T
from grader import judging, pipeline
from grader.attempts import claiming
from grader.attempts.models import Submission, Verdict
from grader.hooks.models import Delivery, Event, Webhook
from grader.pipeline import answers, recording
from tests.grader.conftest import RIGHT

pytestmark = pytest.mark.django_db
LEASE = timedelta(seconds=30)


def submit(attempt, *texts):
    """The oldest first."""
    now = timezone.now() - timedelta(seconds=len(texts))
    return [
        pipeline.submit(attempt=attempt, text=text, now=now + timedelta(seconds=number))
        for number, text in enumerate(texts)
    ]


def states():
    return [(one.answer, one.state) for one in Submission.objects.order_by("received_at")]


def claimed(now, most=25):
    """What another worker takes."""
    return claiming.claim(most=most, lease=LEASE, now=now)


def test_one_message_judges_all_that_wait(attempt, sent):
    submit(attempt, "1", "2", RIGHT)
    pipeline.judge()
    assert {(one.submission.answer, one.score) for one in Verdict.objects.all()} == {("1", 0), ("2", 0), (RIGHT, 1)}
    assert sent == []


def test_a_full_batch_calls_for_what_may_be_left_and_the_oldest_go_first(attempt, sent, monkeypatch):
    monkeypatch.setattr(answers, "BATCH", 2)
    submit(attempt, "1", "2", "3")
    pipeline.judge()
    assert states() == [("1", "done"), ("2", "done"), ("3", "queued")]
    assert sent == ["judge"]
    pipeline.judge()
    assert states()[2] == ("3", "done")
    assert sent == ["judge"]


def test_the_number_of_queries_does_not_grow_with_the_batch(attempt, sent, django_assert_max_num_queries):
    for texts in (("1",), ("2", "3", "4", "5", "6")):
        submit(attempt, *texts)
        with django_assert_max_num_queries(11):
            pipeline.judge()
    assert Verdict.objects.count() == 6


def test_an_answer_that_cannot_be_judged_rests_and_the_others_have_their_verdicts(attempt, sent, monkeypatch):
    def moody(question, text, also):
        if text == "2":
            raise RuntimeError("a bug of ours")
        return real(question, text, also)

    real = judging.judge
    monkeypatch.setattr(judging, "judge", moody)
    submit(attempt, "1", "2", RIGHT)
    pipeline.judge()
    assert states() == [("1", "done"), ("2", "queued"), (RIGHT, "done")]


def test_a_verdict_that_cannot_be_stored_keeps_no_other_from_being_stored(attempt, sent, monkeypatch):
    def strange(question, text, also):
        said = real(question, text, also)
        return judging.Verdict(said.outcome, said.score, T("x"), slip=None) if text == "2" else said

    real = judging.judge
    monkeypatch.setattr(judging, "judge", strange)
    submit(attempt, "1", "2", RIGHT)
    pipeline.judge()
    assert states() == [("1", "done"), ("2", "judging"), (RIGHT, "done")]
    assert Verdict.objects.count() == 2


def test_what_was_claimed_by_another_in_the_meantime_is_left_to_them(attempt, sent):
    now = timezone.now()
    submit(attempt, "1", "2", RIGHT)
    slow = claimed(now)
    [oldest] = claimed(now + 2 * LEASE).submissions
    verdicts = {one: judging.judge(attempt.question, one.answer) for one in slow.submissions}
    recording.keep(slow.claim, verdicts)
    assert oldest.answer == "1"
    assert states() == [("1", "judging"), ("2", "done"), (RIGHT, "done")]
    assert Verdict.objects.count() == 2


def test_what_another_has_judged_in_the_meantime_stands(attempt, sent):
    now = timezone.now()
    submit(attempt, "1", "2", RIGHT)
    slow, quick = claimed(now), claimed(now + 2 * LEASE)
    said = judging.judge(attempt.question, "1")
    recording.keep(quick.claim, {quick.submissions[0]: replace(said, slip="of-the-quick-one")})
    recording.keep(slow.claim, {one: judging.judge(attempt.question, one.answer) for one in slow.submissions})
    assert states() == [("1", "done"), ("2", "done"), (RIGHT, "done")]
    assert Verdict.objects.count() == 3
    assert Verdict.objects.get(submission__answer="1").slip == "of-the-quick-one"


def test_after_a_worker_has_died_over_a_batch_its_answers_are_taken_one_by_one(attempt, sent):
    now = timezone.now()
    submit(attempt, "1", "2", "3")
    assert len(claimed(now).submissions) == 3
    later = now + 2 * LEASE
    for wanted in ("1", "2", "3"):
        taken = claimed(later)
        assert [one.answer for one in taken.submissions] == [wanted]
        assert taken.more == (wanted != "3")
    assert claimed(later).submissions == ()


def test_an_answer_that_kills_its_worker_takes_no_other_to_the_end_of_its_tries(attempt, sent):
    later = timezone.now()
    submit(attempt, "2", RIGHT)
    assert len(claimed(later).submissions) == 2
    while Submission.objects.get(answer="2").tries < pipeline.MOST_TRIES:
        later += 2 * LEASE
        assert claimed(later).submissions[0].answer == "2"
    assert [one.answer for one in claimed(later).submissions] == [RIGHT]
    assert Submission.objects.get(answer=RIGHT).tries == 2


def test_what_was_tried_before_waits_until_it_is_the_oldest_and_then_goes_alone(attempt, sent):
    first, second, third = submit(attempt, "1", "2", "3")
    Submission.objects.filter(pk=second.pk).update(tries=1)
    now = timezone.now()
    taken = claimed(now)
    assert (taken.submissions, taken.more) == ((first, third), True)
    taken = claimed(now)
    assert (taken.submissions, taken.more) == ((second,), False)


def test_a_batch_is_told_to_whoever_listens_in_as_many_queries_as_one(attempt, course, instructor, sent):
    Webhook.objects.create(
        course=course, author=instructor, url="http://lms.example.org/", events="submission.judged",
        secret="whsec_x", made_at=timezone.now(),
    )  # fmt: skip
    submit(attempt, "1", "2", RIGHT)
    pipeline.judge()
    assert {event.data["score"] for event in Event.objects.all()} == {0, 1}
    assert (Event.objects.count(), Delivery.objects.count()) == (3, 3)
