"""Who judges what: submissions are claimed for one lease, and recorded only while the claim is still ours."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import F, Q

from grader import judging
from grader.attempts.models import State, Submission, Turn, Verdict
from grader.attempts.queries import Due, fairest_code, free_at, longest_waiting, to_judge
from grader.attempts.services import said

MOST_LOOKS = 10
SHARE = 4
"""A worker takes at most one in so many of those that wait: the others find some too."""

Waiting = TypeVar("Waiting", Due, Submission)


@dataclass(frozen=True)
class Batch:
    """Submissions that are ours under one claim, with their attempts; `more` says that others may be waiting.

    `served` has for students with code when theirs had run last before, None for never.
    """

    claim: uuid.UUID
    submissions: tuple[Submission, ...]
    more: bool
    served: Mapping[int, datetime | None] = field(default_factory=dict)


@transaction.atomic
def claim(*, most: int, lease: timedelta, now: datetime) -> Batch:
    """Take the answers that have waited longest, at most so many, for one lease; code is left for others.

    What was claimed before and has no verdict may be what its worker died over: that one is taken alone, so that it
    takes no others with it. What another worker is claiming at this moment is passed over.
    """
    waiting = longest_waiting(now).select_for_update(skip_locked=True).only("pk", "tries")
    seen = list(waiting[:most])
    due, mine = _without_bad_company(seen), uuid.uuid4()
    taken = _marked([one.pk for one in due], mine, now, now + lease)
    return Batch(mine, tuple(taken), more=len(seen) == most or len(due) < len(seen))


def _without_bad_company(waiting: list[Waiting]) -> list[Waiting]:
    if waiting and waiting[0].tries:
        return waiting[:1]
    return [one for one in waiting if not one.tries]


def _marked(
    pks: list[uuid.UUID], mine: uuid.UUID, now: datetime, until: datetime, **more: datetime
) -> list[Submission]:
    """Write the claim into those that are still free; gives them back with all that judging needs."""
    if not pks:
        return []
    rows = Submission.objects.filter(free_at(now), pk__in=pks)
    rows.update(state=State.JUDGING, claim=mine, lease_until=until, tries=F("tries") + 1, **more)
    return [one for one in to_judge(pks) if one.claim == mine]


def claim_code(*, most: int, lease: timedelta, now: datetime) -> Batch:
    """Take the code whose turn it is, of at most so many students, for one lease; while few wait, of one alone.

    Students take turns, and one student's code runs one at a time: who gets the student's row in `Turn` gets the code.
    """
    waiting = fairest_code(now, MOST_LOOKS * most)
    mine, until = uuid.uuid4(), now + lease
    first: dict[int, Due] = {}
    for one in waiting:
        first.setdefault(one.learner_id, one)
    due = list(first.values())
    most = max(1, min(most, len(due) // SHARE))  # while few wait, a worker that has nothing to do is quicker
    for start in range(0, len(due), most):
        if taken := _turns_taken(_without_bad_company(due[start : start + most]), mine, until, now):
            served = {one.learner_id: one.served_at for one in due}
            return Batch(mine, tuple(taken), more=len(taken) < len(waiting), served=served)
    return Batch(mine, (), more=False)


@transaction.atomic
def _turns_taken(due: list[Due], mine: uuid.UUID, until: datetime, now: datetime) -> list[Submission]:
    """Those of them whose student's turn is ours now, and which nobody has judged in the meantime."""
    new = [Turn(learner_id=one.learner_id, served_at=now) for one in due if one.served_at is None]
    Turn.objects.bulk_create(new, ignore_conflicts=True)
    theirs = [one.learner_id for one in due]
    idle = Turn.objects.filter(Q(busy_until=None) | Q(busy_until__lt=now), pk__in=theirs)
    ours = set(idle.select_for_update(skip_locked=True).values_list("pk", flat=True))
    taken = _marked([one.pk for one in due if one.learner_id in ours], mine, now, until, begun_at=now)
    Turn.objects.filter(pk__in=[one.attempt.learner_id for one in taken]).update(served_at=now, busy_until=until)
    return taken


def end_turns(*, submissions: Iterable[Submission]) -> None:
    """The next code of these students may run, unless another worker has their turn because our lease was over."""
    held = list(submissions)
    if held:
        ours = Turn.objects.filter(pk__in=[one.attempt.learner_id for one in held], busy_until=held[0].lease_until)
        ours.update(busy_until=None)


def let_go(*, batch: Batch, submissions: Iterable[Submission]) -> None:
    """Give up the claim on what was not begun: it is as if it had not been taken, and has its place in line again."""
    left = list(submissions)
    ours = Submission.objects.filter(pk__in=[one.pk for one in left], claim=batch.claim, state=State.JUDGING)
    ours.update(state=State.QUEUED, claim=None, lease_until=None, begun_at=None, tries=F("tries") - 1)
    for one in left:
        learner = one.attempt.learner_id
        turn = Turn.objects.filter(pk=learner, busy_until=one.lease_until)
        if before := batch.served[learner]:
            turn.update(busy_until=None, served_at=before)
        else:
            turn.delete()


@transaction.atomic(savepoint=False)
def record(*, claim: uuid.UUID, verdicts: Mapping[uuid.UUID, judging.Verdict], now: datetime) -> set[uuid.UUID]:
    """Store those verdicts whose submissions are still ours; says which."""
    theirs = Submission.objects.filter(pk__in=list(verdicts)).order_by()
    number = theirs.filter(claim=claim, state=State.JUDGING).update(state=State.DONE, claim=None, lease_until=None)
    held = set(verdicts)
    if number < len(held):  # some were lost; ours are those that are done, but have no verdict before this one
        held = set(theirs.filter(state=State.DONE, verdict=None).values_list("pk", flat=True)) if number else set()
    Verdict.objects.bulk_create(Verdict(submission_id=pk, **said(verdicts[pk], now)) for pk in held)
    return held


def hand_back(*, pks: Iterable[uuid.UUID], claim: uuid.UUID, until: datetime) -> None:
    """Give up on what failed; what was in the way may be gone by then, and until then nobody takes it."""
    ours = Submission.objects.filter(pk__in=list(pks), claim=claim, state=State.JUDGING)
    ours.update(state=State.QUEUED, claim=None, lease_until=until)


def sent_again(*, pks: Iterable[uuid.UUID], now: datetime) -> None:
    """Remember when these were last sent for."""
    Submission.objects.filter(pk__in=list(pks)).update(sent_at=now)
