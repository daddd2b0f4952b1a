"""Writes on the road: open, receive, claim, record, hand back. Each is one small transaction."""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from exercises.question import Question
from exercises.text import packed
from grader import judging
from grader.attempts.models import Attempt, State, Submission, Verdict
from grader.people.models import Learner
from grader.sets.models import Item


def open_practice(*, learner: Learner, kind: str, level: int, seed: int, question: Question, now: datetime) -> Attempt:
    """The learner's attempt at a permalink; what was asked first stays what is asked."""
    return Attempt.objects.get_or_create(
        learner=learner,
        item=None,
        kind=kind,
        level=level,
        seed=seed,
        defaults={"parameters": question.parameters(), "kind_version": question.version, "opened_at": now},
    )[0]


def open_item(*, learner: Learner, item: Item, version: int, now: datetime) -> Attempt:
    """The learner's attempt at an item of a problem set."""
    return Attempt.objects.get_or_create(
        learner=learner,
        item=item,
        defaults={
            "kind": item.kind,
            "level": item.level,
            "parameters": item.parameters,
            "kind_version": version,
            "opened_at": now,
        },
    )[0]


def receive(*, attempt: Attempt, answer: str, now: datetime) -> tuple[Submission, bool]:
    """The submission of this answer, and whether it is new. Two tabs or a double click make one."""
    digest = hashlib.sha256(answer.encode()).hexdigest()
    return Submission.objects.get_or_create(
        attempt=attempt,
        answer_digest=digest,
        defaults={"answer": answer, "received_at": now, "sent_at": now},
    )


def claim(*, pk: uuid.UUID, lease: timedelta, now: datetime) -> uuid.UUID | None:
    """Take the submission for one lease, in one UPDATE; None when it is done or somebody else's."""
    mine = uuid.uuid4()
    free = Q(state=State.QUEUED) | Q(state=State.JUDGING, lease_until__lt=now)
    taken = Submission.objects.filter(free, pk=pk).update(
        state=State.JUDGING, claim=mine, lease_until=now + lease, tries=F("tries") + 1
    )
    return mine if taken else None


@transaction.atomic
def record(*, pk: uuid.UUID, claim: uuid.UUID, verdict: judging.Verdict, now: datetime) -> bool:
    """Store the verdict if the claim is still ours; says whether it was."""
    ours = Submission.objects.filter(pk=pk, claim=claim, state=State.JUDGING)
    if not ours.update(state=State.DONE, claim=None, lease_until=None):
        return False
    Verdict.objects.create(
        submission_id=pk,
        outcome=verdict.outcome,
        score=verdict.score,
        slip=verdict.slip,
        sentence=packed(verdict.sentence),
        details={
            "marks": verdict.marks,
            "step": verdict.step,
            "frames": [asdict(frame) for frame in verdict.frames],
        },
        judged_at=now,
    )
    return True


def hand_back(*, pk: uuid.UUID, claim: uuid.UUID) -> None:
    """Give up a claim that failed, so that the next sweep sends it again."""
    Submission.objects.filter(pk=pk, claim=claim, state=State.JUDGING).update(state=State.QUEUED, claim=None)


def sent_again(*, pks: Iterable[uuid.UUID], now: datetime) -> None:
    """Remember when these were last put in the queue."""
    Submission.objects.filter(pk__in=list(pks)).update(sent_at=now)


@transaction.atomic
def adopt(*, visitor: Learner, learner: Learner) -> None:
    """A visitor signed in: what they did without an account is theirs, unless they had done the same before."""
    same = Attempt.objects.filter(
        learner=learner, item=None, kind=OuterRef("kind"), level=OuterRef("level"), seed=OuterRef("seed")
    )
    Attempt.objects.filter(~Exists(same), learner=visitor).update(learner=learner)


def forget_unanswered(*, before: datetime) -> int:
    """Remove practice that visitors opened and never answered; says how many."""
    unanswered = Attempt.objects.filter(learner__user=None, item=None, submissions=None, opened_at__lt=before)
    removed, _ = unanswered.delete()
    Learner.objects.filter(user=None, attempts=None, since__lt=before).delete()
    return removed
