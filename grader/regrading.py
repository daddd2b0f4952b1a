"""The road a second time: judging what was handed in with today's key, in portions that no lost worker loses.

Like on the first road, the row is the truth: a portion is kept together with the cursor behind it, and `sweep` sends
for the next where nobody has come for a while.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from grader import code_worker, judging
from grader.attempts.models import Submission
from grader.celery import app
from grader.gradebook import regrades
from grader.gradebook.models import Regrade, Stage
from grader.hints import hint
from grader.people.models import User
from grader.pipeline import verdict_on, verdict_on_code
from grader.sets.models import Item, ProblemSet

PORTION = 250
CODE_PORTION = 5


def begin(*, problem_set: ProblemSet, item: Item | None, author: User, why: str, now: datetime) -> Regrade:
    """Begin a dry run over one item, or with None over the whole set."""
    with transaction.atomic():
        regrade = regrades.begin(problem_set=problem_set, item=item, author=author, why=why, now=now)
        transaction.on_commit(partial(_send, regrade))
    return regrade


def _send(regrade: Regrade) -> None:
    hint(regrade_code if regrade.stage == Stage.CODE else regrade_answers, pk=str(regrade.pk))


@app.task
def regrade_answers(*, pk: str, **_later: Any) -> None:
    """Look at the next portion of answers of a regrade."""
    _look(int(pk), Stage.NUMBERS, PORTION, verdict_on)


@app.task
def regrade_code(*, pk: str, **_later: Any) -> None:
    """Look at the next portion of functions of a regrade. Where no jail starts, it waits."""
    _look(int(pk), Stage.CODE, CODE_PORTION, lambda submission: verdict_on_code(submission, code_worker.jail()))


def _look(pk: int, stage: Stage, portion: int, judge: Callable[[Submission], judging.Verdict]) -> None:
    regrade = Regrade.objects.filter(pk=pk, stage=stage).select_related("problem_set").first()
    if regrade is None:
        return
    found = list(regrades.waiting(regrade)[:portion])
    if found and not regrades.looked(regrade=regrade, at={one: judge(one) for one in found}, now=timezone.now()):
        return
    if len(found) < portion:
        regrade.refresh_from_db()
        regrade.stage = regrades.next_stage(regrade=regrade, now=timezone.now())
    if regrade.is_looking:
        _send(regrade)


@app.task
def sweep_regrades(**_later: Any) -> None:
    """Send for the next portion of every regrade that nobody has touched for a while."""
    for regrade in unfinished(timezone.now()):
        _send(regrade)


def unfinished(now: datetime) -> list[Regrade]:
    """Regrades under way that seem forgotten."""
    patience = timedelta(seconds=2 * settings.SWEEP_SECONDS)
    return list(Regrade.objects.filter(stage__in=(Stage.NUMBERS, Stage.CODE), touched_at__lt=now - patience))
