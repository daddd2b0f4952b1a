"""A session as it runs: how far everybody is, and what came in last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet

from grader.attempts.models import Submission
from grader.people.models import Learner, User
from grader.sets.models import ProblemSet

LATEST = 20


@dataclass(frozen=True)
class Progress:
    """One student: answered and right questions, and when something last came in."""

    user: User
    answered: int
    right: int
    last: datetime | None


def progress(problem_set: ProblemSet, users: Sequence[User]) -> list[Progress]:
    """These students, whoever handed in last first, then who has not begun: three queries."""
    learners, given = _given(problem_set, users)
    cells = (
        given.order_by()
        .values_list("attempt__learner")
        .annotate(
            answered=Count("attempt__item", distinct=True),
            right=Count("attempt__item", distinct=True, filter=Q(verdict__score=1)),
            last=Max("received_at"),
        )
    )
    found = {learners[learner]: tuple(rest) for learner, *rest in cells}
    lines = [Progress(one, *found.get(one.pk, (0, 0, None))) for one in users]
    return sorted(lines, key=lambda line: -(line.last.timestamp() if line.last else 0))


def latest(problem_set: ProblemSet, users: Sequence[User]) -> list[Submission]:
    """What came in last from these students: three queries."""
    _learners, given = _given(problem_set, users)
    latest = given.select_related("attempt__item", "attempt__learner__user", "verdict").order_by("-received_at")
    return list(latest[:LATEST])


def _given(problem_set: ProblemSet, users: Sequence[User]) -> tuple[dict[int, int], QuerySet[Submission]]:
    """Users by learner, and their answers to the set.

    Learners and items go in as numbers, so that the database begins with these few and not with a whole class.
    """
    learners = dict(Learner.objects.filter(user__in=users).values_list("pk", "user_id"))
    items = list(problem_set.items.values_list("pk", flat=True))
    return learners, Submission.objects.filter(
        trial=False, attempt__learner__in=list(learners), attempt__item__in=items
    )
