"""Judging code: in the jail of this process, one function after the other, students taking turns."""

import logging
import threading
import time
from collections import deque
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connections
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
"""Seconds for a batch, of which nobody waits for another one's slow function any longer."""
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
    """Judge a batch one after the other.

    When that takes long the verdicts that are there are stored while the slow one still runs, and what was not begun is
    let go, for others to take.
    """
    late, held = time.monotonic() + LONG, _Held(batch)
    alarm = threading.Timer(LONG, held.settle_aside)
    if len(batch.submissions) > 1:
        alarm.start()
    try:
        while submission := held.next_one():
            with logs.request(submission.request_id):
                held.is_done(submission, judged(submission, partial(verdict_on_code, jail=jail)))
            if time.monotonic() >= late:
                break
    finally:
        alarm.cancel()
        if alarm.ident:
            alarm.join()
        held.settle()


class _Held:
    """A batch while it is judged: what waits, and what is done but not stored. Two threads see to it."""

    def __init__(self, batch: claiming.Batch) -> None:
        self.batch = batch
        self._lock = threading.Lock()
        self._waiting = deque(batch.submissions)
        self._done: dict[Submission, judging.Verdict | None] = {}

    def next_one(self) -> Submission | None:
        """What is judged next; None when nothing is left."""
        with self._lock:
            return self._waiting.popleft() if self._waiting else None

    def is_done(self, submission: Submission, verdict: judging.Verdict | None) -> None:
        """What was judged, and None where that failed."""
        with self._lock:
            self._done[submission] = verdict

    def settle(self) -> None:
        """Store what is done, and let the others go."""
        with self._lock:
            done, left = dict(self._done), list(self._waiting)
            self._done.clear()
            self._waiting.clear()
        try:
            keep(self.batch.claim, {one: verdict for one, verdict in done.items() if verdict})
            rest(self.batch.claim, [one for one, verdict in done.items() if not verdict])
        finally:
            claiming.end_turns(submissions=done)
            if left:
                claiming.let_go(batch=self.batch, submissions=left)
                hint(judge_code)

    def settle_aside(self) -> None:
        """The same in a thread of its own, whose connection nobody needs afterwards."""
        try:
            self.settle()
        except Exception:  # their lease will end, and somebody judges them again
            logger.exception("what was judged before a slow function could not be stored")
        finally:
            connections.close_all()


def verdict_on_code(submission: Submission, jail: Jail) -> judging.Verdict:
    """What today's tests say of a function: the same hidden ones each time."""
    problem, dice = submission.attempt.problem, hidden_dice(submission.pk)
    return judging.judge_code(problem, submission.answer, dice=dice, jail=jail, trial=submission.trial)


def code_lease() -> timedelta:
    """Longer than the slowest code may run, even if our jail fails and it has to run twice."""
    slowest = max(problem.wall_seconds for problem in problems().values())
    return timedelta(seconds=settings.LEASE_SECONDS + 2 * slowest)
