"""What can be asked about attempts and submissions."""

import uuid
from datetime import datetime

from django.db.models import Q, QuerySet

from grader.attempts.models import Attempt, State, Submission
from grader.people.models import Learner


def attempt_of(learner: Learner, pk: uuid.UUID) -> Attempt | None:
    """The attempt, if it is this learner's."""
    return Attempt.objects.filter(learner=learner, pk=pk).first()


def submission_of(learner: Learner, pk: uuid.UUID) -> Submission | None:
    """The submission with its attempt and verdict, if it is this learner's."""
    found = Submission.objects.filter(attempt__learner=learner, pk=pk)
    return found.select_related("attempt__item", "verdict").first()


def submissions_to(attempt: Attempt) -> QuerySet[Submission]:
    """All submissions to an attempt with their verdicts, the latest first."""
    return attempt.submissions.select_related("verdict").order_by("-received_at")


def owed(*, sent_before: datetime, now: datetime) -> QuerySet[Submission]:
    """What still needs a verdict, was last sent before then, and is in nobody's hands; the oldest first."""
    free = Q(state=State.QUEUED) | Q(state=State.JUDGING, lease_until__lt=now)
    return Submission.objects.filter(free, ~Q(state=State.DONE), sent_at__lt=sent_before).order_by("received_at")


def place_in_line(submission: Submission) -> int:
    """1 when it is next."""
    ahead = Submission.objects.filter(~Q(state=State.DONE), received_at__lt=submission.received_at)
    return ahead.count() + 1


def right_items(learner: Learner, set_pk: int) -> set[int]:
    """Positions of the items of a set that this learner has answered rightly."""
    right = Attempt.objects.filter(learner=learner, item__problem_set_id=set_pk, submissions__verdict__score=1)
    return set(right.values_list("item__position", flat=True))
