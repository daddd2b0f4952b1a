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
    turn = claiming.claim_code(lease=code_lease(), now=timezone.now())
    if turn and turn.more:
        hint(judge_code)
    while turn:
        _judge_one(turn, jail)
        if time.monotonic() >= until:
            hint(judge_code)
            return
        turn = claiming.claim_code(lease=code_lease(), now=timezone.now())


def _judge_one(turn: claiming.Batch, jail: Jail) -> None:
    [submission] = turn.submissions
    with logs.request(submission.request_id):
        verdict = judged(submission, partial(verdict_on_code, jail=jail))
    try:
        keep(turn.claim, {submission: verdict} if verdict else {})
        rest(turn.claim, [] if verdict else [submission])
    finally:
        claiming.end_turn(batch=turn)


def verdict_on_code(submission: Submission, jail: Jail) -> judging.Verdict:
    """What today's tests say of a function: the same hidden ones each time."""
    problem, dice = submission.attempt.problem, hidden_dice(submission.pk)
    return judging.judge_code(problem, submission.answer, dice=dice, jail=jail, trial=submission.trial)


def code_lease() -> timedelta:
    """Longer than the slowest code may run, even if our jail fails and it has to run twice."""
    slowest = max(problem.wall_seconds for problem in problems().values())
    return timedelta(seconds=settings.LEASE_SECONDS + 2 * slowest)
