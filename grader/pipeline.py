"""The one road: open, submit, judge, sweep. The only file that knows all of it.

The row is the truth and the message only a hint: a submission is stored before its message is sent, claimed with a
lease, and recorded only while the claim is still ours. What no message reaches, `sweep` sends again.
"""

import logging
import uuid
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from exercises.answers import Unreadable
from exercises.kinds import catalogue
from grader import judging
from grader.attempts import queries, services
from grader.attempts.models import Attempt, Submission
from grader.celery import app
from grader.people.models import Learner
from grader.sets.models import Item

logger = logging.getLogger(__name__)

MOST_TRIES = 5
MOST_SENT_AT_ONCE = 500
UNANSWERED_FOR = timedelta(days=30)


def open_practice(*, learner: Learner, kind: str, level: int, seed: int, now: datetime) -> Attempt:
    """Draw the question of a permalink for this learner, or find the one drawn before."""
    question = catalogue()[kind].generate(Random(seed), level)
    return services.open_practice(learner=learner, kind=kind, level=level, seed=seed, question=question, now=now)


def open_item(*, learner: Learner, item: Item, now: datetime) -> Attempt:
    """The learner's attempt at an item of a problem set."""
    return services.open_item(learner=learner, item=item, version=catalogue()[item.kind].version, now=now)


def submit(*, attempt: Attempt, text: str, now: datetime) -> Submission | Unreadable:
    """Store a readable answer and send it to be judged; an unreadable one costs nothing and stores nothing."""
    answer = attempt.question.answer
    given = answer.read(text)
    if isinstance(given, Unreadable):
        return given
    with transaction.atomic():
        submission, is_new = services.receive(attempt=attempt, answer=answer.show(given), now=now)
        if is_new:
            transaction.on_commit(partial(_send, submission.pk))
    return submission


def _send(pk: uuid.UUID) -> None:
    """Hint at the row. A queue that is down is no reason to fail: the row is kept and the sweep will find it."""
    try:
        judge.delay(pk=str(pk))
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
    try:
        verdict = judging.judge(submission.attempt.question, submission.answer)
    except Exception:
        logger.exception("judging %s failed (try %s)", pk, submission.tries)
        if submission.tries < MOST_TRIES:
            services.hand_back(pk=key, claim=mine)
            return
        verdict = judging.fault()
    if not services.record(pk=key, claim=mine, verdict=verdict, now=timezone.now()):
        logger.warning("the claim on %s was lost before its verdict was stored; another worker has it", pk)


@app.task
def sweep(**_later: Any) -> None:
    """Send again what is still owed a verdict and was last sent a while ago."""
    now = timezone.now()
    patience = timedelta(seconds=2 * settings.SWEEP_SECONDS)
    owed = queries.owed(sent_before=now - patience, now=now).values_list("pk", flat=True)
    pks = list(owed[:MOST_SENT_AT_ONCE])
    services.sent_again(pks=pks, now=now)
    for pk in pks:
        _send(pk)


@app.task
def tidy(**_later: Any) -> None:
    """Remove practice that visitors opened and never answered."""
    services.forget_unanswered(before=timezone.now() - UNANSWERED_FOR)
