"""Where the road ends: a verdict is stored once, and others are told of it."""

import logging
import uuid
from collections.abc import Callable, Collection, Mapping
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from grader import judging, logs
from grader.attempts import claiming
from grader.attempts.ids import signed_id
from grader.attempts.models import Submission
from grader.hooks import services as hooks
from grader.hooks.models import EventKind
from grader.hooks.services import Happened

logger = logging.getLogger(__name__)

MOST_TRIES = 5

Verdicts = Mapping[Submission, judging.Verdict]


def judged(submission: Submission, judge: Callable[[Submission], judging.Verdict]) -> judging.Verdict | None:
    """What the judge says of it; None when judging failed and is worth another try."""
    try:
        # Whoever claimed it this often without a word has died over it: a fault of ours, and no reason to die again.
        return judge(submission) if submission.tries <= MOST_TRIES else judging.fault()
    except Exception:
        logger.exception("judging %s failed (try %s)", submission.pk, submission.tries)
        return None if submission.tries < MOST_TRIES else judging.fault()


def rest(claim: uuid.UUID, failed: Collection[Submission]) -> None:
    """Leave what failed for a while: what was in the way may be gone when the sweep sends for it again."""
    if failed:
        until = timezone.now() + timedelta(seconds=settings.SWEEP_SECONDS)
        claiming.hand_back(pks=[one.pk for one in failed], claim=claim, until=until)


def keep(claim: uuid.UUID, verdicts: Verdicts) -> None:
    """Store what is still ours, all in one transaction; where that fails one by one, so that one spoils no others."""
    if not verdicts:
        return
    try:
        kept = _recorded(claim, verdicts)
    except Exception:
        if len(verdicts) < 2:
            raise
        logger.exception("%d verdicts could not be stored together", len(verdicts))
        _keep_one_by_one(claim, verdicts)
        return
    for submission, verdict in verdicts.items():
        with logs.request(submission.request_id):
            if submission.pk in kept:
                logger.info("judged %s: %s %s", submission.pk, verdict.outcome, verdict.slip)
            else:
                logger.warning("the claim on %s was lost before its verdict; another worker has it", submission.pk)


def _keep_one_by_one(claim: uuid.UUID, verdicts: Verdicts) -> None:
    for submission, verdict in verdicts.items():
        try:
            keep(claim, {submission: verdict})
        except Exception:  # it is tried again, alone, when its lease is over
            logger.exception("the verdict on %s could not be stored", submission.pk)


@transaction.atomic
def _recorded(claim: uuid.UUID, verdicts: Verdicts) -> set[uuid.UUID]:
    """Keep the verdicts whose claim still holds, and with them that others are to be told."""
    now = timezone.now()
    kept = claiming.record(claim=claim, verdicts={one.pk: verdict for one, verdict in verdicts.items()}, now=now)
    found = [happened for one, verdict in verdicts.items() if one.pk in kept for happened in _told(one, verdict)]
    hooks.announce_all(found, now=now)
    return kept


def _told(submission: Submission, verdict: judging.Verdict) -> list[Happened]:
    item = submission.attempt.item
    if item is None or submission.trial:
        return []
    learner = submission.attempt.learner
    where = {"set": item.problem_set_id, "item": item.pk, "student": str(learner)}
    told = {
        **where,
        "submission": signed_id(submission, learner.user_id),
        "outcome": verdict.outcome,
        "score": judging.as_decimal(judging.in_parts(verdict.score)),
        "slip": verdict.slip or None,
    }
    course_pk = item.problem_set.course_id
    return [Happened(course_pk, EventKind.JUDGED, told), Happened(course_pk, EventKind.GRADE, where)]
