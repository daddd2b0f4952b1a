"""Code on the road: its own queue, one at a time for each student, in turns, and nothing lost without a jail."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from exercises.answers import Unreadable
from exercises.problems import problems
from grader import code_worker, judging, pipeline
from grader.attempts import claiming, queries
from grader.attempts.models import CodeWorker, State, Submission, Turn, Verdict
from grader.celery import app
from grader.judging import Outcome
from grader.judging import Verdict as Said
from grader.people.services import new_visitor
from grader.pipeline import receiving
from grader.sandbox import Unavailable
from tests.grader.code_stories import LOOP, RIGHT, ZERO_PADDING

pytestmark = pytest.mark.django_db
LEASE = timedelta(seconds=30)


@pytest.fixture
def sent(monkeypatch):
    messages = []
    monkeypatch.setattr(pipeline.judge_code, "delay", lambda: messages.append("judge_code"))
    return messages


def claimed(now, most=1):
    """What another worker takes."""
    return claiming.claim_code(most=most, lease=LEASE, now=now)


@pytest.fixture
def one_at_a_time(monkeypatch):
    """A worker's stretch is over after one function."""
    monkeypatch.setattr("grader.pipeline.code.STRETCH", 0)
    monkeypatch.setattr("grader.pipeline.code.BATCH", 1)


def attempt_of_somebody():
    now = timezone.now()
    return pipeline.open_code(learner=new_visitor(now=now), function="max_pool2d", now=now)


@pytest.fixture
def attempt(db):
    return attempt_of_somebody()


def submit(attempt, source, trial=False, after=0.0):
    now = timezone.now() + timedelta(seconds=after)
    return pipeline.submit_code(attempt=attempt, data=source.encode(), trial=trial, now=now)


def judged(submission):
    pipeline.judge_code(pk=str(submission.pk))
    return Verdict.objects.get(submission=submission)


def test_a_right_function_earns_the_point(attempt, worker, sent):
    verdict = judged(submit(attempt, RIGHT))
    assert (verdict.outcome, verdict.score) == ("right", 1)


def test_a_wrong_function_is_named_and_keeps_its_counterexample(attempt, worker, sent):
    verdict = judged(submit(attempt, ZERO_PADDING))
    assert (verdict.outcome, verdict.slip) == ("wrong", "zeros-compete")
    assert verdict.details["counterexample"]["wanted"] != verdict.details["counterexample"]["got"]


def test_trying_is_no_attempt_and_does_not_stand_in_the_way_of_handing_in(attempt, worker, sent):
    tried = judged(submit(attempt, RIGHT, trial=True))
    assert (tried.outcome, tried.score) == ("tried", 0)
    assert judged(submit(attempt, RIGHT)).score == 1


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"x" * 300_000, "larger than 256 KB"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"a = 1\n\x00", "zero bytes"),
        (b" \n", "no code yet"),
    ],
)
def test_an_unreadable_file_gets_a_message_and_costs_nothing(attempt, data, says):
    refused = pipeline.submit_code(attempt=attempt, data=data, trial=False, now=timezone.now())
    assert isinstance(refused, Unreadable)
    assert says in str(refused.message)
    assert not Submission.objects.exists()


def test_line_ends_and_a_byte_order_mark_do_not_make_another_submission(attempt):
    first = submit(attempt, "a = 1\nb = 2\n")
    again = submit(attempt, "\ufeffa = 1\r\nb = 2\r\n")
    assert first == again


def test_a_server_that_cannot_run_code_says_so_and_takes_none(attempt, monkeypatch):
    monkeypatch.setattr(receiving, "why_not", lambda: "code runs only on Linux")
    refused = submit(attempt, RIGHT)
    assert "cannot run code" in str(refused.message)


@pytest.fixture
def no_jail(monkeypatch):
    """A machine on which no jail starts, until it is told otherwise."""

    def broken(*_args):
        raise Unavailable("no system call filter here")

    monkeypatch.setattr(code_worker, "Jail", broken)
    monkeypatch.setattr(code_worker, "_jail", None)
    monkeypatch.setattr(code_worker, "_failed", False)


def test_without_a_jail_code_waits_and_the_next_message_tries_again(attempt, no_jail, jail, monkeypatch, sent):
    submission = submit(attempt, RIGHT, after=-60)
    pipeline.judge_code(pk=str(submission.pk))
    assert Submission.objects.get().state == State.QUEUED
    assert "no system call filter" in queries.why_no_code_runs()
    pipeline.sweep()
    assert sent == ["judge_code"]
    monkeypatch.setattr(code_worker, "Jail", lambda *_args: jail)
    assert judged(submission).score == 1
    assert queries.why_no_code_runs() == ""


def test_once_every_worker_has_left_the_queue_the_sweep_does_not_fill_it(attempt, no_jail, sent):
    submit(attempt, RIGHT, after=-60)
    code_worker._leave_the_queue_without_a_jail(instance=Worker())
    pipeline.sweep()
    assert sent == []
    CodeWorker.objects.create(host="another", since=timezone.now())
    Submission.objects.update(sent_at=timezone.now() - timedelta(minutes=1))
    pipeline.sweep()
    assert len(sent) == 1


class Queues:
    """What Celery knows of the queues that a worker takes."""

    def __init__(self):
        self.consume_from = {"code": object()}

    def deselect(self, name):
        del self.consume_from[name]


class Worker:
    def __init__(self):
        self.app = type("App", (), {"amqp": type("Amqp", (), {"queues": Queues()})})


def test_a_worker_whose_jail_cannot_start_leaves_the_queue(db, no_jail):
    instance = Worker()
    code_worker._leave_the_queue_without_a_jail(instance=instance)
    assert instance.app.amqp.queues.consume_from == {}
    assert "no system call filter" in CodeWorker.objects.get().why


def test_a_worker_with_a_jail_stays_and_says_so(db, jail):
    instance = Worker()
    code_worker._leave_the_queue_without_a_jail(instance=instance)
    assert "code" in instance.app.amqp.queues.consume_from
    assert CodeWorker.objects.get().why == ""
    code_worker._takes_code = False


def test_answers_never_take_code_and_code_takes_its_own_queue(attempt):
    submission = submit(attempt, RIGHT)
    pipeline.judge(pk=str(submission.pk))
    assert Submission.objects.get().state == State.QUEUED
    route = app.amqp.router.route({}, "grader.pipeline.judge_code")
    assert route["queue"].name == "code"


def test_one_students_code_runs_one_at_a_time_and_another_student_does_not_wait_for_it(attempt):
    now = timezone.now()
    first = submit(attempt, "first = 1", after=-3)
    submit(attempt, "second = 2", after=-2)
    theirs = submit(attempt_of_somebody(), RIGHT, after=-1)
    assert claimed(now).submissions == (first,)
    assert claimed(now).submissions == (theirs,)
    assert claimed(now).submissions == ()
    assert claimed(now + 2 * LEASE).submissions


def test_a_worker_that_comes_back_late_does_not_end_the_turn_of_the_next(attempt):
    now = timezone.now()
    submit(attempt, "first = 1", after=-3), submit(attempt, "second = 2", after=-2)
    late = claimed(now)
    next_one = claimed(now + 2 * LEASE)
    claiming.end_turns(submissions=late.submissions)
    assert claimed(now + 2 * LEASE).submissions == ()
    claiming.end_turns(submissions=next_one.submissions)
    assert claimed(now + 2 * LEASE).submissions


def test_who_came_first_but_was_served_lately_comes_after_who_was_never_served(attempt):
    now = timezone.now()
    submit(attempt, "first = 1", after=-9), submit(attempt, "second = 2", after=-8)
    claiming.end_turns(submissions=claimed(now).submissions)
    theirs = submit(attempt_of_somebody(), RIGHT, after=-1)
    assert claimed(now).submissions == (theirs,)


@pytest.fixture
def crowd(attempt, monkeypatch):
    """The oldest code of four students in the order in which they came; the first has handed in twice."""
    monkeypatch.setattr(claiming, "SHARE", 2)
    first = submit(attempt, "first = 1", after=-9)
    submit(attempt, "second = 2", after=-8)
    return first, *(submit(attempt_of_somebody(), RIGHT, after=number - 7) for number in range(3))


def test_where_many_wait_several_are_served_each_with_their_oldest_code(crowd):
    now = timezone.now()
    batch = claimed(now, most=2)
    assert (batch.submissions, batch.more) == (crowd[:2], True)
    assert claimed(now, most=2).submissions == crowd[2:3], "few are left: an idle worker may take the next"


def test_a_worker_leaves_others_some_students_however_much_each_has_handed_in(attempt):
    now = timezone.now()
    for asked in (attempt, *(attempt_of_somebody() for _ in range(7))):
        for number in range(4):
            submit(asked, f"number = {number}", after=number - 9)
    first, second = claimed(now, most=8), claimed(now, most=8)
    assert (len(first.submissions), first.more) == (2, True), "a quarter of eight students"
    assert (len(second.submissions), second.more) == (1, True), "and of the six that are left"


class Alarm:
    """A timer that rings when the test says so, in this thread."""

    ident = None

    def __init__(self, _seconds, ring):
        Alarm.ring = staticmethod(ring)

    def start(self):
        """Nothing happens by itself."""

    cancel = start


@pytest.fixture
def batches_of_three(monkeypatch):
    for name, value in (("BATCH", 3), ("STRETCH", 0), ("threading.Timer", Alarm), ("connections.close_all", int)):
        monkeypatch.setattr(f"grader.pipeline.code.{name}", value)
    monkeypatch.setattr(claiming, "SHARE", 1)


def test_nobody_waits_for_another_ones_slow_function(crowd, worker, sent, batches_of_three, monkeypatch):
    began = timezone.now()

    def judge(*_args, **_more):
        if Verdict.objects.exists() or not said:
            return said.append(1) or done()
        Alarm.ring()  # the second one takes long
        assert Verdict.objects.get().submission == crowd[0]
        third = Submission.objects.get(pk=crowd[2].pk)
        assert (third.state, third.tries, third.begun_at) == (State.QUEUED, 0, None)
        assert claimed(began).submissions == crowd[2:3], "it is the next"
        return done()

    said = []
    monkeypatch.setattr(judging, "judge_code", judge)
    pipeline.judge_code()
    assert {one.submission for one in Verdict.objects.all()} == set(crowd[:2])
    assert Turn.objects.filter(busy_until=None).count() == 2
    assert sent[-1] == "judge_code"


def test_when_one_takes_long_the_others_are_let_go_as_if_they_had_not_been_taken(
    crowd, worker, sent, batches_of_three, monkeypatch
):
    for name, value in (("BATCH", 2), ("LONG", 0)):
        monkeypatch.setattr(f"grader.pipeline.code.{name}", value)
    pipeline.judge_code()
    assert Verdict.objects.get().submission == crowd[0]
    second = Submission.objects.get(pk=crowd[1].pk)
    assert (second.state, second.tries, second.claim) == (State.QUEUED, 0, None)
    assert Turn.objects.get().busy_until is None
    assert sent[-1] == "judge_code"
    assert claimed(timezone.now()).submissions == (second,)


def test_code_over_which_a_worker_died_is_taken_alone(crowd):
    now = timezone.now()
    assert claimed(now, most=2).submissions == crowd[:2]
    Turn.objects.all().delete()  # so that the oldest comes first again
    assert claimed(now + 2 * LEASE, most=2).submissions == crowd[:1]


def test_the_next_code_of_the_same_student_follows_when_the_first_is_done(attempt, worker, sent):
    submit(attempt, RIGHT, after=-2), submit(attempt, ZERO_PADDING, after=-1)
    pipeline.judge_code()
    assert Verdict.objects.count() == 2


def test_where_more_waits_another_worker_is_called_first(attempt, worker, sent, monkeypatch):
    submit(attempt, RIGHT, after=-2), submit(attempt_of_somebody(), RIGHT, after=-1)
    called = []
    monkeypatch.setattr(judging, "judge_code", lambda *_args, **_more: called.append(list(sent)) or done())
    pipeline.judge_code()
    assert called == [["judge_code"]] * 2


def test_a_worker_ends_its_stretch_and_calls_for_the_rest(attempt, worker, sent, one_at_a_time):
    submit(attempt, RIGHT, after=-2), submit(attempt, ZERO_PADDING, after=-1)
    pipeline.judge_code()
    assert Verdict.objects.count() == 1
    assert sent[-1] == "judge_code"


def test_code_that_we_failed_to_judge_rests_while_others_are_judged(attempt, worker, sent, monkeypatch):
    def moody(problem, source, **_more):
        if source == "bad = 1":
            raise RuntimeError("a bug of ours")
        return done()

    monkeypatch.setattr(judging, "judge_code", moody)
    bad, good = submit(attempt, "bad = 1", after=-2), submit(attempt, "good = 1", after=-1)
    pipeline.judge_code()
    assert Verdict.objects.get().submission == good
    bad.refresh_from_db()
    assert (bad.state, bad.tries) == (State.QUEUED, 1)


def test_twenty_endless_loops_do_not_hold_back_another_student(attempt, worker, sent, monkeypatch, one_at_a_time):
    quick = replace(problems()["max_pool2d"], wall_seconds=0.15)
    monkeypatch.setitem(problems(), "max_pool2d", quick)
    loops = [submit(attempt, LOOP + f"# {number}\n", after=number - 60) for number in range(20)]
    theirs = submit(attempt_of_somebody(), "x = 1", after=0)
    for _message in loops[:2]:
        pipeline.judge_code()
    assert Verdict.objects.filter(submission=theirs).exists()
    assert Verdict.objects.count() == 2


def test_students_take_turns_however_much_one_has_sent(attempt, monkeypatch, sent):
    monkeypatch.setattr(code_worker, "jail", lambda: None)
    order = []
    monkeypatch.setattr(judging, "judge_code", lambda problem, source, **_: order.append(source) or done())
    others = [attempt_of_somebody(), attempt_of_somebody()]
    for number in range(5):
        submit(attempt, f"a{number}", after=number - 60)
    for name, other in zip("bc", others, strict=True):
        for number in range(2):
            submit(other, f"{name}{number}", after=number - 30)
    pipeline.judge_code()
    assert order == ["a0", "b0", "c0", "a1", "b1", "c1", "a2", "a3", "a4"]


def done():
    return Said(Outcome.RIGHT, 1, problems()["max_pool2d"].title)


def test_the_place_in_line_counts_turns_not_heads(attempt):
    for number in range(20):
        submit(attempt, f"a{number}", after=number - 60)
    theirs = submit(attempt_of_somebody(), "b", after=0)
    assert queries.place_in_line(theirs) == 2


def test_hidden_tests_are_the_same_for_one_submission_and_differ_between_two(attempt):
    one, two = submit(attempt, RIGHT), submit(attempt, ZERO_PADDING)
    assert pipeline.hidden_dice(one.pk).random() == pipeline.hidden_dice(one.pk).random()
    assert pipeline.hidden_dice(one.pk).random() != pipeline.hidden_dice(two.pk).random()


def test_a_lease_for_code_outlasts_the_slowest_code(settings):
    slowest = max(problem.wall_seconds for problem in problems().values())
    assert pipeline.code_lease().total_seconds() > 2 * slowest
