"""Judging code: in the jail of this process, one function after the other, students taking turns."""

import logging
import time
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.utils import timezone

from exercises.problems import problems
from grader import code_worker, judging, logs
from grader.attempts import claiming
from grader.attempts.models import Submission
from grader.celery import app
from grader.hints import hint
from grader.pipeline.dice import hidden_dice
from grader.pipeline.recording import judged, keep, rest
from grader.sandbox import Jail, Unavailable

logger = logging.getLogger(__name__)

BATCH = 8
"""Functions of as many students are claimed at once: asking for each costs as much as running a quick one."""
LONG = 0.2
"""Seconds after which no other of a batch is begun: its students shall not wait for a slow one."""
STRETCH = 1.0
"""Seconds after which a worker that judges code looks for other messages."""


@app.task(name="grader.pipeline.judge_code")
def judge_code(**_words: Any) -> None:
    """Judge code for a while, always the one whose turn it is, until none is left that may be taken.

    Where more waits another worker is called before the first one runs, as that may take long.
    """
    try:
        jail = code_worker.jail()
    except Unavailable:
        logger.exception("no jail, so code waits")
        return
    _judge_for_a_while(jail)
    code_worker.note_spawns()


def _judge_for_a_while(jail: Jail) -> None:
    until = time.monotonic() + STRETCH
    batch = _claimed()
    if batch.more:
        hint(judge_code)
    while batch.submissions:
        _judge_in_turn(batch, jail)
        if time.monotonic() >= until:
            hint(judge_code)
            return
        batch = _claimed()


def _claimed() -> claiming.Batch:
    return claiming.claim_code(most=BATCH, lease=code_lease(), now=timezone.now())


def _judge_in_turn(batch: claiming.Batch, jail: Jail) -> None:
    """Judge a batch one after the other. When that takes long what was not begun is let go, for others to take."""
    late, verdicts = time.monotonic() + LONG, dict[Submission, judging.Verdict]()
    begun = 0
    for begun, submission in enumerate(batch.submissions, 1):  # noqa: B007 - how many were begun when it got late
        with logs.request(submission.request_id):
            if verdict := judged(submission, partial(verdict_on_code, jail=jail)):
                verdicts[submission] = verdict
        if time.monotonic() >= late:
            break
    done, left = batch.submissions[:begun], batch.submissions[begun:]
    try:
        keep(batch.claim, verdicts)
        rest(batch.claim, [one for one in done if one not in verdicts])
    finally:
        claiming.end_turns(submissions=done)
        if left:
            claiming.let_go(batch=batch, submissions=left)
            hint(judge_code)


def verdict_on_code(submission: Submission, jail: Jail) -> judging.Verdict:
    """What today's tests say of a function: the same hidden ones each time."""
    problem, dice = submission.attempt.problem, hidden_dice(submission.pk)
    return judging.judge_code(problem, submission.answer, dice=dice, jail=jail, trial=submission.trial)


def code_lease() -> timedelta:
    """Longer than the slowest code may run, even if our jail fails and it has to run twice."""
    slowest = max(problem.wall_seconds for problem in problems().values())
    return timedelta(seconds=settings.LEASE_SECONDS + 2 * slowest)
