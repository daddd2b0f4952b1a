"""What can be asked about attempts and submissions."""

import uuid
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from grader.attempts.models import Attempt, CodeWorker, State, Submission
from grader.people.models import Learner


def attempt_of(learner: Learner, pk: uuid.UUID) -> Attempt | None:
    """The attempt, if it is this learner's."""
    return Attempt.objects.filter(learner=learner, pk=pk).first()


def practice_attempt(pk: uuid.UUID) -> Attempt | None:
    """Anybody's practice at a permalink, which is no secret: only what was answered is."""
    return Attempt.objects.filter(pk=pk, item=None, seed__gt=0).first()


def submission_of(learner: Learner, pk: uuid.UUID) -> Submission | None:
    """The submission with its attempt and verdict, if it is this learner's."""
    found = Submission.objects.filter(attempt__learner=learner, pk=pk)
    return found.select_related("attempt__item", "verdict").first()


def submissions_to(attempt: Attempt) -> QuerySet[Submission]:
    """All submissions to an attempt with their verdicts, the one given last first."""
    return attempt.submissions.select_related("verdict").order_by("-given_at")


def free_at(now: datetime) -> Q:
    """Submissions that are owed a verdict and in nobody's hands."""
    return Q(state=State.QUEUED) | Q(state=State.JUDGING, lease_until__lt=now)


def owed(*, sent_before: datetime, now: datetime) -> QuerySet[Submission]:
    """What still needs a verdict, was last sent before then, and is in nobody's hands; the oldest first."""
    return Submission.objects.filter(free_at(now), ~Q(state=State.DONE), sent_at__lt=sent_before).order_by(
        "received_at"
    )


def free_code(now: datetime) -> QuerySet[Submission]:
    """Code that may be claimed: owed, and nobody is running other code of the same student."""
    running = Submission.objects.filter(
        is_code=True,
        state=State.JUDGING,
        lease_until__gte=now,
        attempt__learner=OuterRef("attempt__learner"),
    )
    return Submission.objects.filter(free_at(now), ~Q(state=State.DONE), ~Exists(running), is_code=True)


def fairest_code(now: datetime) -> Submission | None:
    """Whose turn it is: the oldest submission of the student whose code last ran longest ago."""
    served = Submission.objects.filter(
        is_code=True, begun_at__isnull=False, attempt__learner=OuterRef("attempt__learner")
    ).order_by("-begun_at")
    waiting = free_code(now).annotate(served=Subquery(served.values("begun_at")[:1])).select_related("attempt")
    return waiting.order_by(F("served").asc(nulls_first=True), "received_at").first()


def next_code_of(learner_pk: int) -> uuid.UUID | None:
    """The oldest code of this student that nobody has begun."""
    waiting = Submission.objects.filter(state=State.QUEUED, is_code=True, attempt__learner=learner_pk)
    return waiting.order_by("received_at").values_list("pk", flat=True).first()


def place_in_line(submission: Submission) -> int:
    """1 when it is next; for code the longest it can take, as students take turns."""
    waiting = Submission.objects.filter(~Q(state=State.DONE), is_code=submission.is_code)
    if not submission.is_code:
        return waiting.filter(received_at__lt=submission.received_at).count() + 1
    lines: dict[int, int] = {}
    for learner in waiting.values_list("attempt__learner", flat=True):
        lines[learner] = lines.get(learner, 0) + 1
    mine = submission.attempt.learner_id
    turn = waiting.filter(attempt__learner=mine, received_at__lt=submission.received_at).count() + 1
    return turn + sum(min(theirs, turn) for learner, theirs in lines.items() if learner != mine)


def why_no_code_runs() -> str:
    """Why the workers that started cannot run code; empty when one can, or none has started yet."""
    reasons = list(CodeWorker.objects.order_by("-since").values_list("why", flat=True))
    return reasons[0] if reasons and all(reasons) else ""


def right_items(learner: Learner, set_pk: int) -> set[int]:
    """Positions of the items of a set that this learner has answered rightly."""
    right = Attempt.objects.filter(learner=learner, item__problem_set_id=set_pk, submissions__verdict__score=1)
    return set(right.values_list("item__position", flat=True))
