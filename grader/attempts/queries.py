"""What can be asked about attempts and submissions."""

import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery

from grader.attempts.models import Attempt, CodeWorker, Pulse, Report, Sitting, State, Submission
from grader.people.models import Course, Learner
from grader.people.queries import teachers
from grader.sets.models import Item, ProblemSet
from grader.sets.queries import sets_for
from grader.statements import Lookup

_practice_with = Lookup(Attempt.objects.filter(item=None), "id")
_attempt_with = Lookup(Attempt.objects.select_related("item__problem_set"), "id")
_submission_with = Lookup(
    Submission.objects.select_related("attempt__item__problem_set", "attempt__learner", "verdict"), "id"
)
_to_judge = Lookup(
    Submission.objects.select_related("attempt__item__problem_set", "attempt__learner__user").order_by(), "id"
)
_given_last = Lookup(Submission.objects.select_related("verdict").order_by("-given_at"), "attempt_id")
_at_permalink = Lookup(Attempt.objects.filter(item=None), "learner_id", "kind", "level", "seed")


def attempt_with(pk: uuid.UUID) -> Attempt | None:
    """The attempt, whoever it belongs to."""
    return _attempt_with(pk)


def variant_with(pk: uuid.UUID) -> Attempt | None:
    """The attempt at a variant, which belongs to no set."""
    return _practice_with(pk)


def attempt_of(learner: Learner, pk: uuid.UUID) -> Attempt | None:
    """The attempt, if it is this learner's, and of a set that they may still see where it is of one."""
    found = attempt_with(pk)
    if found is None or found.learner_id != learner.pk:
        return None
    found.learner = learner
    return found if is_open(found) else None


def is_open(attempt: Attempt) -> bool:
    """Whether the learner may still see what it is an attempt at: practice always, a set as long as it is theirs."""
    if attempt.item is None:
        return True
    user = attempt.learner.user
    return user is not None and sets_for(user).filter(pk=attempt.item.problem_set_id).exists()


def practice_at(*, learner: Learner, kind: str, level: int, seed: int) -> Attempt | None:
    """The learner's attempt at a permalink."""
    found = _at_permalink(learner.pk, kind, level, seed)
    if found:
        found.learner = learner
    return found


def practice_attempt(pk: uuid.UUID) -> Attempt | None:
    """Anybody's practice at a permalink, which is no secret: only what was answered is."""
    return Attempt.objects.filter(pk=pk, item=None, seed__gt=0).first()


def submission_of(learner: Learner, pk: uuid.UUID) -> Submission | None:
    """The submission with its attempt and verdict, if it is this learner's; the same holds for its set."""
    found = submission_with(pk)
    return found if found and found.attempt.learner_id == learner.pk and is_open(found.attempt) else None


def submission_with(pk: uuid.UUID) -> Submission | None:
    """The submission with its attempt and verdict, whoever it belongs to."""
    return _submission_with(pk)


def submissions_to(attempt: Attempt) -> QuerySet[Submission]:
    """All submissions to an attempt with their verdicts, the one given last first."""
    return attempt.submissions.select_related("verdict").order_by("-given_at")


def given_last(attempt: Attempt) -> Submission | None:
    """The submission to an attempt that was given last, with its verdict."""
    found = _given_last(attempt.pk)
    if found:
        found.attempt = attempt
    return found


def answers_to(attempt: Attempt) -> QuerySet[Submission]:
    """What this learner has handed in for the same item, over all rounds, the latest first; trials are left out."""
    given = Submission.objects.filter(attempt__learner=attempt.learner_id, attempt__item=attempt.item_id, trial=False)
    return given.select_related("attempt", "verdict").order_by("-received_at")


def opened_positions(learner: Learner, problem_set: ProblemSet) -> list[int]:
    """Positions that the items which this learner has opened have now, the one opened last at the end."""
    opened = Attempt.objects.filter(learner=learner, item__problem_set=problem_set, round=1)
    return list(opened.order_by("opened_at", "item__position").values_list("item__position", flat=True))


def free_at(now: datetime) -> Q:
    """Submissions that are owed a verdict, in nobody's hands, and have not failed just now."""
    return ~Q(state=State.DONE) & (Q(lease_until=None) | Q(lease_until__lt=now))


def owed(*, sent_before: datetime, now: datetime) -> QuerySet[Submission]:
    """What still needs a verdict, was last sent before then, and is in nobody's hands; the oldest first."""
    return Submission.objects.filter(free_at(now), sent_at__lt=sent_before).order_by("received_at")


class Due(NamedTuple):
    """What waits, and whose it is: enough to see whose turn it is, with not a word of what was handed in."""

    pk: uuid.UUID
    tries: int
    learner_id: int
    served_at: datetime | None


def longest_waiting(now: datetime) -> QuerySet[Submission]:
    """Answers that may be claimed, the oldest first; code is left out."""
    return Submission.objects.filter(free_at(now), is_code=False).order_by("received_at")


def fairest_code(now: datetime, most: int) -> list[Due]:
    """Code that may be claimed, in the order in which it is due.

    Of the student whose code last ran longest ago the oldest comes first; who has code running waits for its end.
    """
    idle = Q(attempt__learner__turn__busy_until=None) | Q(attempt__learner__turn__busy_until__lt=now)
    waiting = Submission.objects.filter(free_at(now), idle, is_code=True)
    served_at = "attempt__learner__turn__served_at"
    waiting = waiting.order_by(F(served_at).asc(nulls_first=True), "received_at")
    return [Due(*row) for row in waiting.values_list("pk", "tries", "attempt__learner_id", served_at)[:most]]


def to_judge(pks: Sequence[uuid.UUID]) -> list[Submission]:
    """These submissions, with all that judging and telling of them need."""
    found = {one.pk: one for one in _to_judge.among(pks)}
    return [found[pk] for pk in pks if pk in found]


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


def waiting(now: datetime) -> tuple[int, float]:
    """How many submissions are owed a verdict, and for how many seconds the oldest of them."""
    owed_ones = Submission.objects.filter(~Q(state=State.DONE)).aggregate(number=Count("pk"), oldest=Min("received_at"))
    since = owed_ones["oldest"]
    return owed_ones["number"], (now - since).total_seconds() if since else 0.0


def last_pulse(name: str) -> datetime | None:
    """When this part of the road was last alive; None if never."""
    return Pulse.objects.filter(pk=name).values_list("at", flat=True).first()


def somebody_waits_for_code() -> bool:
    """Whether a message about code would find a worker; also true before any worker has said a word."""
    waiting = list(CodeWorker.objects.values_list("waits", flat=True))
    return not waiting or any(waiting)


def why_no_code_runs() -> str:
    """Why the workers that started cannot run code; empty when one can, or none has started yet."""
    reasons = list(CodeWorker.objects.order_by("-since").values_list("why", flat=True))
    return reasons[0] if reasons and all(reasons) else ""


def right_items(learner: Learner, problem_set: ProblemSet) -> set[int]:
    """Positions of the items that this learner has answered rightly: in an exam with what was handed in last."""
    attempts = Attempt.objects.filter(learner=learner, item__problem_set=problem_set)
    if problem_set.exam:
        given = Submission.objects.filter(attempt=OuterRef("pk"), trial=False).order_by("-given_at")
        attempts = attempts.alias(last=Subquery(given.values("verdict__score")[:1])).filter(last=1)
    else:
        attempts = attempts.filter(submissions__verdict__score=1)
    return set(attempts.values_list("item__position", flat=True))


def answered_items(learner: Learner, problem_set: ProblemSet) -> set[int]:
    """Positions of the items of a set that this learner has handed something in for."""
    handed_in = Submission.objects.filter(attempt__learner=learner, attempt__item__problem_set=problem_set, trial=False)
    return set(handed_in.values_list("attempt__item__position", flat=True))


def latest_round(learner: Learner, item: Item) -> Attempt | None:
    """The learner's attempt at the item with the newest numbers."""
    found = Attempt.objects.filter(learner=learner, item=item).select_related("item__problem_set", "learner")
    return found.order_by("-round").first()


def opened_by(problem_set: ProblemSet) -> dict[int, int]:
    """How many students have opened each item of a set, by its key."""
    opened = Attempt.objects.filter(item__problem_set=problem_set, round=1).order_by()
    opened = opened.exclude(learner__in=teachers(problem_set.course_id))
    return dict(opened.values_list("item").annotate(number=Count("pk")))


def reports_in(course: Course) -> QuerySet[Report]:
    """Open reports in a course, the newest first, with what was asked."""
    open_ones = Report.objects.filter(attempt__item__problem_set__course=course, ended_at=None)
    return open_ones.select_related("attempt__item__problem_set", "attempt__learner__user")


def opened_item(item: Item) -> int:
    """How many students have opened an item."""
    opened = Attempt.objects.filter(item=item, round=1)
    return opened.exclude(learner__in=teachers(item.problem_set.course_id)).count()


def answers_used(attempt: Attempt) -> int:
    """How many answers this learner has given to the item, over all rounds; faults of ours and trials are none."""
    given = Submission.objects.filter(attempt__learner=attempt.learner_id, attempt__item=attempt.item_id, trial=False)
    return given.exclude(verdict__outcome="fault").count()


def digest_of(answer: str) -> str:
    """What tells one answer from another, and stands on its receipt: the SHA-256 of its text."""
    return hashlib.sha256(answer.encode()).hexdigest()


def given_before(attempt: Attempt, answer: str) -> Submission | None:
    """The submission of this answer, if it was given to this attempt before."""
    return attempt.submissions.filter(answer_digest=digest_of(answer)).first()


def sitting_of(learner: Learner, problem_set: ProblemSet) -> Sitting | None:
    """When this learner began the set."""
    return Sitting.objects.filter(learner=learner, problem_set=problem_set).first()


MOST_PRACTICE = 100
"""Questions of practice that are looked back at: what went wrong long ago is forgotten."""
_first_verdict = Submission.objects.filter(attempt=OuterRef("pk"), verdict__isnull=False).order_by("received_at")
_practised = Lookup(
    Attempt.objects.filter(item=None)
    .exclude(level=0)
    .annotate(first_answer=Subquery(_first_verdict.values("verdict__score")[:1]))
    .filter(first_answer__isnull=False)
    .order_by("-opened_at"),
    "learner_id",
    most=MOST_PRACTICE,
)


def practised(learner: Learner) -> Sequence[Attempt]:
    """The latest questions that this learner has practised, each with the score of the `first_answer` to it.

    Questions of sets are left out: their verdicts may still be kept back.
    """
    return _practised.all(learner.pk)
