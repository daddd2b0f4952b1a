"""Judging answers that are no code: many with one message, because judging one costs less than a message does."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from grader import judging, logs
from grader.attempts import claiming
from grader.attempts.models import Submission
from grader.celery import app
from grader.hints import hint
from grader.pipeline.recording import judged, keep, rest

BATCH = 50


@app.task(name="grader.pipeline.judge")
def judge(**_words: Any) -> None:
    """Judge those answers that have waited longest; where more wait, another worker is called first."""
    lease = timedelta(seconds=settings.LEASE_SECONDS)
    batch = claiming.claim(most=BATCH, lease=lease, now=timezone.now())
    if batch.more:
        hint(judge)
    verdicts = {}
    for submission in batch.submissions:
        with logs.request(submission.request_id):
            if verdict := judged(submission, verdict_on):
                verdicts[submission] = verdict
    rest(batch.claim, [one for one in batch.submissions if one not in verdicts])
    keep(batch.claim, verdicts)


def verdict_on(submission: Submission) -> judging.Verdict:
    """What today's key says of an answer. One more right answer is right on the numbers for which it was taken."""
    item, attempt = submission.attempt.item, submission.attempt
    also = item.also if item else ()
    if item and item.parameters != attempt.parameters:
        also = tuple(one for one in also if one.slip)
    return judging.judge(attempt.question, submission.answer, also)
