"""Who judges what: submissions are claimed for one lease, and recorded only while the claim is still ours."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from grader import judging
from grader.attempts.models import State, Submission, Turn, Verdict
from grader.attempts.queries import fairest_code, free_at, with_what_was_asked
from grader.attempts.services import said

MOST_LOOKS = 10


@dataclass(frozen=True)
class Batch:
    """Submissions that are ours under one claim, with their attempts; `more` says that others may be waiting."""

    claim: uuid.UUID
    submissions: tuple[Submission, ...]
    more: bool


@transaction.atomic
def claim(*, most: int, lease: timedelta, now: datetime) -> Batch:
    """Take the answers that have waited longest, at most so many, for one lease; code is left for others.

    What was claimed before and has no verdict may be what its worker died over: that one is taken alone, so that it
    takes no others with it. What another worker is claiming at this moment is passed over.
    """
    waiting = Submission.objects.filter(free_at(now), is_code=False).order_by("received_at")
    waiting = with_what_was_asked(waiting).select_for_update(skip_locked=True, of=("self",))
    seen = list(waiting[:most])
    taken = seen[:1] if seen and seen[0].tries else [one for one in seen if not one.tries]
    mine = uuid.uuid4()
    if taken:
        _claimed(taken, mine, now + lease)
    return Batch(mine, tuple(taken), more=len(seen) == most or len(taken) < len(seen))


def _claimed(taken: list[Submission], mine: uuid.UUID, until: datetime) -> None:
    rows = Submission.objects.filter(pk__in=[one.pk for one in taken])
    rows.update(state=State.JUDGING, claim=mine, lease_until=until, tries=F("tries") + 1)
    for one in taken:
        one.state, one.claim, one.lease_until, one.tries = State.JUDGING, mine, until, one.tries + 1


def claim_code(*, lease: timedelta, now: datetime) -> Batch | None:
    """Take the code whose turn it is; None when nothing may be taken.

    Students take turns, and one student's code runs one at a time: who gets the student's row in `Turn` gets the code.
    """
    candidates = list(fairest_code(now)[:MOST_LOOKS])
    for one in candidates:
        mine = uuid.uuid4()
        if _claimed_code(one, mine, now + lease, now):
            return Batch(mine, (one,), more=len(candidates) > 1)
    return None


def end_turn(*, batch: Batch) -> None:
    """The student's next code may run, unless another worker has taken that turn because our lease was over."""
    for one in batch.submissions:
        Turn.objects.filter(pk=one.attempt.learner_id, busy_until=one.lease_until).update(busy_until=None)


@transaction.atomic
def _claimed_code(one: Submission, mine: uuid.UUID, until: datetime, now: datetime) -> bool:
    """Take this one, if nobody else has by now, and nobody has the student's turn."""
    if not hasattr(one.attempt.learner, "turn"):
        Turn.objects.bulk_create([Turn(learner=one.attempt.learner, served_at=now)], ignore_conflicts=True)
    idle = Turn.objects.filter(Q(busy_until=None) | Q(busy_until__lt=now), pk=one.attempt.learner_id)
    if not idle.update(served_at=now, busy_until=until):
        return False
    row = Submission.objects.filter(free_at(now), pk=one.pk)
    if not row.update(state=State.JUDGING, claim=mine, lease_until=until, begun_at=now, tries=F("tries") + 1):
        transaction.set_rollback(True)
        return False
    one.state, one.claim, one.lease_until, one.tries = State.JUDGING, mine, until, one.tries + 1
    return True


@transaction.atomic(savepoint=False)
def record(*, claim: uuid.UUID, verdicts: Mapping[uuid.UUID, judging.Verdict], now: datetime) -> set[uuid.UUID]:
    """Store those verdicts whose submissions are still ours; says which."""
    ours = Submission.objects.filter(pk__in=list(verdicts), claim=claim, state=State.JUDGING).order_by()
    held = set(ours.select_for_update().values_list("pk", flat=True))
    if held:
        Submission.objects.filter(pk__in=held).update(state=State.DONE, claim=None, lease_until=None)
        Verdict.objects.bulk_create(Verdict(submission_id=pk, **said(verdicts[pk], now)) for pk in held)
    return held


def hand_back(*, pks: Iterable[uuid.UUID], claim: uuid.UUID, until: datetime) -> None:
    """Give up on what failed; what was in the way may be gone by then, and until then nobody takes it."""
    ours = Submission.objects.filter(pk__in=list(pks), claim=claim, state=State.JUDGING)
    ours.update(state=State.QUEUED, claim=None, lease_until=until)


def sent_again(*, pks: Iterable[uuid.UUID], now: datetime) -> None:
    """Remember when these were last sent for."""
    Submission.objects.filter(pk__in=list(pks)).update(sent_at=now)
