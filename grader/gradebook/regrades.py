"""Regrades: a dry run that finds what today's key would say otherwise, and its application.

A dry run ends by letting the new scores stand and rolling that back, so what it lists is what applying does. Every
change of points writes its line of the record, and verdicts that are replaced are kept.
"""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from grader import judging
from grader.attempts.models import State, Submission, Verdict
from grader.attempts.services import let_stand, replace_verdicts, said
from grader.gradebook.models import Change, Effect, Finding, Regrade, Stage
from grader.gradebook.record import Move, learners_of, moved, points_in, recorded
from grader.hooks.models import EventKind
from grader.hooks.services import announce
from grader.people.models import User
from grader.people.queries import teachers
from grader.sets.models import Item, ProblemSet

COMPARED = ("outcome", "score", "partial", "slip", "sentence")


def begin(*, problem_set: ProblemSet, item: Item | None, author: User, why: str, now: datetime) -> Regrade:
    """A regrade of one item or of a whole set, with nothing looked at yet."""
    regrade = Regrade(problem_set=problem_set, item=item, author=author, why=why, begun_at=now, touched_at=now, all=0)
    regrade.all = _scope(regrade).count()
    regrade.save()
    return regrade


def waiting(regrade: Regrade) -> QuerySet[Submission]:
    """What is still to be looked at in this stage, in the order of the cursor."""
    found = _scope(regrade).filter(is_code=regrade.stage == Stage.CODE, pk__gt=regrade.cursor)
    return found.select_related("attempt__item", "verdict").order_by("pk")


def _scope(regrade: Regrade) -> QuerySet[Submission]:
    teaching = teachers(regrade.problem_set.course_id)
    judged = Submission.objects.filter(state=State.DONE, trial=False).exclude(attempt__learner__in=teaching)
    if regrade.item_id:
        return judged.filter(attempt__item=regrade.item_id)
    return judged.filter(attempt__item__problem_set=regrade.problem_set_id)


@transaction.atomic
def looked(*, regrade: Regrade, at: Mapping[Submission, judging.Verdict], now: datetime) -> bool:
    """Keep what differs in this portion and move on; false when somebody else has looked at it before."""
    last = max(submission.pk for submission in at)
    mine = Regrade.objects.filter(pk=regrade.pk, cursor=regrade.cursor, stage=regrade.stage)
    if not mine.update(cursor=last, done=F("done") + len(at), touched_at=now):
        return False
    found = (Finding(regrade=regrade, submission=one, **said(verdict, now)) for one, verdict in at.items())
    Finding.objects.bulk_create(finding for finding in found if _differs(finding, finding.submission.verdict))
    return True


def _differs(finding: Finding, verdict: Verdict) -> bool:
    found, stands = ([getattr(one, name) for name in COMPARED] for one in (finding, verdict))
    # What is stored has been through JSON, which has no tuples, and on PostgreSQL has its keys in another order.
    return json.dumps(found, sort_keys=True) != json.dumps(stands, sort_keys=True)


@transaction.atomic
def next_stage(*, regrade: Regrade, now: datetime) -> Stage:
    """Go from answers to functions, and from these to the list of who would change from what to what."""
    code = regrade.stage == Stage.NUMBERS and _scope(regrade).filter(is_code=True).exists()
    stage = Stage.CODE if code else Stage.READY
    moved = Regrade.objects.filter(pk=regrade.pk, stage=regrade.stage)
    if moved.update(stage=stage, cursor=uuid.UUID(int=0), touched_at=now) and stage == Stage.READY:
        _foresee(regrade, now)
    return stage


class Stale(Exception):
    """Keys, rules or points were changed since the dry run, so it must be made again."""


def _foreseen(regrade: Regrade, now: datetime) -> list[Move]:
    """Whose points would move with every finding, students who have left the course among them."""
    before = points_in(regrade.problem_set)
    with transaction.atomic():
        let_stand(by=regrade.findings.all(), parts=("outcome", "score", "partial"))
        after = points_in(regrade.problem_set)
        transaction.set_rollback(True)
    return moved(regrade.problem_set, before, after)


def _foresee(regrade: Regrade, now: datetime) -> None:
    moves = _foreseen(regrade, now)
    learners = learners_of((move.user for move in moves), now)
    Effect.objects.bulk_create(
        Effect(regrade=regrade, learner=learners[move.user], item=move.item, before=move.before, after=move.after)
        for move in moves
    )


@transaction.atomic
def apply(*, regrade: Regrade, raises_only: bool, author: User, now: datetime) -> bool:
    """Let the new verdicts stand, or only where nobody's points fall; says whether it was still to be done.

    Raises `Stale` when keys, rules or points were changed since it began: its list holds no longer.
    """
    ready = Regrade.objects.filter(pk=regrade.pk, stage=Stage.READY)
    if not ready.update(stage=Stage.APPLIED, raises_only=raises_only, touched_at=now):
        return False
    if _is_stale(regrade):
        raise Stale
    with recorded([regrade.problem_set], author=author, why=regrade.why, now=now):
        replace_verdicts(by=_wanted(regrade, raises_only), now=now)
    data = {"set": regrade.problem_set_id, "item": regrade.item_id, "student": None}
    announce(course_pk=regrade.problem_set.course_id, kind=EventKind.GRADE, data=data, now=now)
    return True


def _is_stale(regrade: Regrade) -> bool:
    changes = Change.objects.filter(problem_set=regrade.problem_set_id, at__gt=regrade.begun_at)
    changed = ProblemSet.objects.filter(pk=regrade.problem_set_id, changed_at__gt=regrade.begun_at)
    return changed.exists() or changes.exists()


def discard(*, regrade: Regrade, now: datetime) -> bool:
    """Forget what was found; nothing was changed. Says whether it was still to be decided."""
    stages = (Stage.NUMBERS, Stage.CODE, Stage.READY)
    undecided = Regrade.objects.filter(pk=regrade.pk, stage__in=stages)
    return bool(undecided.update(stage=Stage.DISCARDED, touched_at=now))


def _wanted(regrade: Regrade, raises_only: bool) -> QuerySet[Finding]:
    found = regrade.findings.all()
    if not raises_only:
        return found
    moves = _foreseen(regrade, regrade.touched_at)
    falls = {(move.user.pk, move.item.pk) for move in moves if move.after < move.before}
    looked_at = found.select_related("submission__attempt__learner")
    return found.exclude(pk__in=[one.pk for one in looked_at if _cell(one.submission) in falls])


def _cell(submission: Submission) -> tuple[int, int]:
    return submission.attempt.learner.user_id or 0, submission.attempt.item_id or 0
