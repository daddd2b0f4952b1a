"""Taking an answer: what is readable and in time is stored first, and then workers are called."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from exercises.answers import Unreadable
from exercises.text import T
from grader import judging
from grader.attempts import queries, services
from grader.attempts.models import Attempt, Submission
from grader.hints import Bell
from grader.pipeline.answers import judge
from grader.pipeline.code import judge_code
from grader.sandbox import why_not

logger = logging.getLogger(__name__)

# A class at a deadline sends hundreds of answers a second, and one message is enough for all that wait by then.
call_judges, call_judges_of_code = Bell(judge), Bell(judge_code)

CLOSED = Unreadable(T("This set is closed and takes no more answers. What you handed in before is kept."))
NOT_YET = Unreadable(T("This set is not open yet."))
TIME_IS_UP = Unreadable(T("Your time for this set is up. What you handed in before is kept."))
GONE_BY = Unreadable(T("You have gone on to the next question, and this set has no way back."))
USED_UP = Unreadable(T("You have used all attempts at this question. The answer you typed was not counted."))
NEW_NUMBERS = Unreadable(T("These numbers have had their answer. Press “New numbers” for another attempt."))

OVER = (CLOSED, TIME_IS_UP, GONE_BY)
REFUSALS = (*OVER, NOT_YET, USED_UP, NEW_NUMBERS)
"""What stands in the way of an answer however it is written."""


def submit(*, attempt: Attempt, text: str, now: datetime) -> Submission | Unreadable:
    """Store a readable answer and send it to be judged.

    An unreadable one, and one that comes after the set has closed, costs nothing and stores nothing. What counts is
    the time at which it was received: whoever sends the same again, as they have heard nothing, finds it received then.
    """
    answer = attempt.question.answer
    given = answer.read(text)
    if isinstance(given, Unreadable):
        return given
    shown = answer.show(given)
    with _held(attempt):
        if found := _refused(attempt, shown, now):
            return found
        submission, is_new = services.receive(attempt=attempt, answer=shown, typed=text, now=now)
        if is_new:
            transaction.on_commit(call_judges.ring)
    logger.info("received %s (%s)", submission.pk, attempt.kind)
    return submission


def submit_code(*, attempt: Attempt, data: bytes, trial: bool, now: datetime) -> Submission | Unreadable:
    """Store a file of code and send it to be judged; a `trial` runs the public examples and costs nothing.

    What cannot be read, and all code where this server can run none, stores nothing and costs nothing.
    """
    ended = refusal(attempt, now)
    if trial and ended and ended is not USED_UP:
        return ended
    reason = why_not()
    if reason:
        return Unreadable(T("This server cannot run code: %(why)s.", why=reason))
    source = judging.read_source(data)
    if isinstance(source, Unreadable):
        return source
    with _held(attempt):
        if found := None if trial else _refused(attempt, source, now):
            return found
        submission, is_new = services.receive_code(attempt=attempt, source=source, trial=trial, now=now)
        if is_new:
            transaction.on_commit(call_judges_of_code.ring)
    logger.info("received %s (%s)", submission.pk, attempt.kind)
    return submission


@contextmanager
def _held(attempt: Attempt) -> Iterator[None]:
    """Nobody else answers this attempt in here: two tabs cannot both give the last answer. Practice has no last one."""
    if attempt.item is None:
        yield
        return
    with transaction.atomic():
        services.hold(attempt=attempt)
        yield


def _refused(attempt: Attempt, answer: str, now: datetime) -> Submission | Unreadable | None:
    """Like `refusal`, but an answer that was given before is free; when its time is over it stays as it was."""
    if attempt.item is None:
        return None
    if attempt.rules.minutes:  # the limit may be younger than the page that the answer comes from
        services.begin(learner=attempt.learner, problem_set=attempt.item.problem_set, now=now)
    problem, known = refusal(attempt, now), queries.given_before(attempt, answer)
    if known:
        return known if problem in OVER else None
    return problem or (NEW_NUMBERS if _answered(attempt) else None)


def refusal(attempt: Attempt, now: datetime) -> Unreadable | None:
    """Why an answer received now cannot be taken; None when it can."""
    if attempt.item is None:
        return None
    rules, problem_set = attempt.rules, attempt.item.problem_set
    if rules.opens_at and now < rules.opens_at:
        return NOT_YET
    sitting = queries.sitting_of(attempt.learner, problem_set) if rules.minutes else None
    end = rules.ends_for(sitting.started_at if sitting else None)
    if end and now >= end:
        return CLOSED if rules.is_closed(now) else TIME_IS_UP
    if problem_set.one_by_one and attempt.item.position != queries.opened_positions(attempt.learner, problem_set)[-1]:
        return GONE_BY
    return USED_UP if rules.attempts_left(queries.answers_used(attempt)) == 0 else None


def _answered(attempt: Attempt) -> bool:
    """Whether these numbers have had their one answer, as the next answer is for new ones."""
    fresh = attempt.item is not None and attempt.item.drawn and attempt.rules.fresh
    return fresh and attempt.submissions.exclude(verdict__outcome="fault").exists()
