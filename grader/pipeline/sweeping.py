"""Beside the road: what comes by again and again, and sees to what was left lying."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from grader import code_worker
from grader.attempts import claiming, counting, queries, services
from grader.celery import app
from grader.hints import hint
from grader.hooks import services as hooks
from grader.people.repeats import forget_responses
from grader.pipeline.answers import judge
from grader.pipeline.code import judge_code
from grader.sets.services import tell_closed

MOST_SENT_AT_ONCE = 500
UNANSWERED_FOR = timedelta(days=30)


@app.task(name="grader.pipeline.sweep")
def sweep(**_later: Any) -> None:
    """Send for what is still owed a verdict and was last sent for a while ago."""
    now = timezone.now()
    services.pulse(name="sweep", now=now)
    patience = timedelta(seconds=2 * settings.SWEEP_SECONDS)
    owed = queries.owed(sent_before=now - patience, now=now)
    answers = list(owed.filter(is_code=False).values_list("pk", flat=True)[:MOST_SENT_AT_ONCE])
    code = list(owed.filter(is_code=True).values_list("pk", flat=True)[:MOST_SENT_AT_ONCE])
    claiming.sent_again(pks=[*answers, *code], now=now)
    # Who finds more than it takes calls the next worker, so one message is enough for all that wait.
    if answers:
        hint(judge)
    # Where no worker for code is left messages would pile up.
    if code and queries.somebody_waits_for_code():
        hint(judge_code)


@app.task(name="grader.pipeline.tell_closings")
def tell_closings(**_later: Any) -> None:
    """Tell of sets that have closed for everybody since the last look."""
    tell_closed(now=timezone.now())


@app.task(name="grader.pipeline.count")
def count(**_later: Any) -> None:
    """Add up what was judged since the last time, so that nobody has to look at all verdicts."""
    counting.count(now=timezone.now())


@app.task(name="grader.pipeline.show_life")
def show_life(**_later: Any) -> None:
    """Let a worker for code say that it is there."""
    code_worker.show_life()


@app.task(name="grader.pipeline.tidy")
def tidy(**_later: Any) -> None:
    """Remove practice that visitors opened and never answered, and what repeated requests are no longer told."""
    services.forget_unanswered(before=timezone.now() - UNANSWERED_FOR)
    forget_responses(now=timezone.now())
    hooks.forget(now=timezone.now())
