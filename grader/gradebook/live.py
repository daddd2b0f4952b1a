"""A session as it runs: how far everybody is, and what came in last."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from grader.attempts.models import Submission
from grader.people.models import Enrolment, Role, User
from grader.sets.models import ProblemSet

LATEST = 20


@dataclass(frozen=True)
class Progress:
    """One student: answered and right questions, and when something last came in."""

    user: User
    answered: int
    right: int
    last: datetime | None


def progress(problem_set: ProblemSet) -> list[Progress]:
    """Everybody in the course, whoever handed in last first, then who has not begun: two queries."""
    given = Submission.objects.filter(attempt__item__problem_set=problem_set, trial=False).order_by()
    cells = given.values_list("attempt__learner__user").annotate(
        answered=Count("attempt__item", distinct=True),
        right=Count("attempt__item", distinct=True, filter=Q(verdict__score=1)),
        last=Max("received_at"),
    )
    found = {user: tuple(rest) for user, *rest in cells}
    members = Enrolment.objects.filter(course=problem_set.course_id, role=Role.STUDENT).select_related("user")
    nothing = (0, 0, None)
    lines = [Progress(one.user, *found.get(one.user_id, nothing)) for one in members.order_by("user__username")]
    return sorted(lines, key=lambda line: -(line.last.timestamp() if line.last else 0))


def latest(problem_set: ProblemSet) -> list[Submission]:
    """What came in last: one query."""
    given = Submission.objects.filter(attempt__item__problem_set=problem_set, trial=False)
    return list(
        given.select_related("attempt__item", "attempt__learner__user", "verdict").order_by("-received_at")[:LATEST]
    )
