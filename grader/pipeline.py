"""The one road: open, submit, judge, sweep. The only file that knows all of it.

The row is the truth and the message only a hint: a submission is stored before its message is sent, claimed with a
lease, and recorded only while the claim is still ours. What no message reaches, `sweep` sends again.
"""

import hashlib
import hmac
import logging
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from exercises.answers import Unreadable
from exercises.kinds import catalogue
from exercises.problems import problems
from exercises.text import T
from grader import code_worker, judging
from grader.attempts import queries, services
from grader.attempts.models import Attempt, Submission
from grader.celery import app
from grader.people.models import Learner
from grader.sandbox import Unavailable, why_not
from grader.sets.models import Item

logger = logging.getLogger(__name__)

MOST_TRIES = 5
MOST_SENT_AT_ONCE = 500
MOST_CODE_HINTS = 10
UNANSWERED_FOR = timedelta(days=30)


def open_practice(*, learner: Learner, kind: str, level: int, seed: int, now: datetime) -> Attempt:
    """Draw the question of a permalink for this learner, or find the one drawn before."""
    question = catalogue()[kind].generate(Random(seed), level)
    return services.open_practice(learner=learner, kind=kind, level=level, seed=seed, question=question, now=now)


def open_same(*, learner: Learner, attempt: Attempt, now: datetime) -> Attempt:
    """The learner's own attempt at the question of somebody's practice."""
    return services.open_practice(
        learner=learner,
        kind=attempt.kind,
        level=attempt.level,
        seed=attempt.seed or 0,
        question=attempt.question,
        now=now,
    )


def open_item(*, learner: Learner, item: Item, now: datetime) -> Attempt:
    """The learner's attempt at an item of a problem set."""
    set_piece = problems()[item.kind] if item.kind in problems() else catalogue()[item.kind]
    return services.open_item(learner=learner, item=item, version=set_piece.version, now=now)


def open_code(*, learner: Learner, function: str, now: datetime) -> Attempt:
    """The learner's attempt at a code problem."""
    return services.open_code(learner=learner, problem=problems()[function], now=now)


def submit(*, attempt: Attempt, text: str, now: datetime) -> Submission | Unreadable:
    """Store a readable answer and send it to be judged; an unreadable one costs nothing and stores nothing."""
    answer = attempt.question.answer
    given = answer.read(text)
    if isinstance(given, Unreadable):
        return given
    with transaction.atomic():
        submission, is_new = services.receive(attempt=attempt, answer=answer.show(given), typed=text, now=now)
        if is_new:
            transaction.on_commit(partial(_send, submission.pk))
    return submission


def submit_code(*, attempt: Attempt, data: bytes, trial: bool, now: datetime) -> Submission | Unreadable:
    """Store a file of code and send it to be judged; a `trial` runs the public examples and costs nothing.

    What cannot be read, and all code where this server can run none, stores nothing and costs nothing.
    """
    reason = why_not()
    if reason:
        return Unreadable(T("This server cannot run code: %(why)s.", why=reason))
    source = judging.read_source(data)
    if isinstance(source, Unreadable):
        return source
    with transaction.atomic():
        submission, is_new = services.receive_code(attempt=attempt, source=source, trial=trial, now=now)
        if is_new:
            transaction.on_commit(partial(_send, submission.pk, is_code=True))
    return submission


def _send(pk: uuid.UUID, is_code: bool = False) -> None:
    """Hint at the row. A queue that is down is no reason to fail: the row is kept and the sweep will find it."""
    try:
        (judge_code if is_code else judge).delay(pk=str(pk))
    except Exception:
        logger.exception("the queue did not take submission %s; the sweep will send it", pk)


@app.task
def judge(*, pk: str, **_later: Any) -> None:
    """Judge one submission, if it is still owed and nobody else has it."""
    key = uuid.UUID(pk)
    mine = services.claim(pk=key, lease=timedelta(seconds=settings.LEASE_SECONDS), now=timezone.now())
    if mine is None:
        return
    submission = Submission.objects.select_related("attempt").get(pk=key)
    _judge(submission, mine, lambda: judging.judge(submission.attempt.question, submission.answer))


@app.task
def judge_code(*, pk: str, **_later: Any) -> None:
    """Judge the code whose turn it is, which need not be the one that the message names."""
    try:
        jail = code_worker.jail()
    except Unavailable:
        logger.exception("no jail, so code waits")
        return
    taken = services.claim_code(lease=code_lease(), now=timezone.now())
    if taken is None:
        return
    key, mine = taken
    submission = Submission.objects.select_related("attempt").get(pk=key)
    attempt, dice = submission.attempt, hidden_dice(key)
    run = partial(judging.judge_code, attempt.problem, submission.answer, dice=dice, jail=jail, trial=submission.trial)
    _judge(submission, mine, run)
    following = queries.next_code_of(attempt.learner_id)
    if following:  # its own message may have come while this one held the student's turn
        _send(following, is_code=True)


def _judge(submission: Submission, mine: uuid.UUID, run: Callable[[], judging.Verdict]) -> None:
    pk = submission.pk
    try:
        # Whoever claimed it this often without a word has died over it: a fault of ours, and no reason to die again.
        verdict = run() if submission.tries <= MOST_TRIES else judging.fault()
    except Exception:
        logger.exception("judging %s failed (try %s)", pk, submission.tries)
        if submission.tries < MOST_TRIES:
            services.hand_back(pk=pk, claim=mine)
            return
        verdict = judging.fault()
    if not services.record(pk=pk, claim=mine, verdict=verdict, now=timezone.now()):
        logger.warning("the claim on %s was lost before its verdict was stored; another worker has it", pk)


def code_lease() -> timedelta:
    """Longer than the slowest code may run, even if our jail fails and it has to run twice."""
    slowest = max(problem.wall_seconds for problem in problems().values())
    return timedelta(seconds=settings.LEASE_SECONDS + 2 * slowest)


def hidden_dice(pk: uuid.UUID) -> Random:
    """The dice for a submission's hidden tests: the same each time it is judged, and nobody's to guess."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), b"hidden tests of " + pk.bytes, hashlib.sha256)
    return Random(int.from_bytes(digest))


@app.task
def sweep(**_later: Any) -> None:
    """Send again what is still owed a verdict and was last sent a while ago."""
    now = timezone.now()
    patience = timedelta(seconds=2 * settings.SWEEP_SECONDS)
    owed = queries.owed(sent_before=now - patience, now=now)
    answers = list(owed.filter(is_code=False).values_list("pk", flat=True)[:MOST_SENT_AT_ONCE])
    code = list(owed.filter(is_code=True).values_list("pk", flat=True)[:MOST_SENT_AT_ONCE])
    services.sent_again(pks=[*answers, *code], now=now)
    for pk in answers:
        _send(pk)
    # Any message about code fetches whose turn it is, so a few are enough; where no code can run they would pile up.
    for pk in [] if queries.why_no_code_runs() else code[:MOST_CODE_HINTS]:
        _send(pk, is_code=True)


@app.task
def tidy(**_later: Any) -> None:
    """Remove practice that visitors opened and never answered."""
    services.forget_unanswered(before=timezone.now() - UNANSWERED_FOR)
