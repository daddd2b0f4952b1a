"""The scores of a whole set at once: the database adds up what `scores` says of single answers."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Max, QuerySet, Sum, Value, When

from grader.attempts.models import Submission
from grader.gradebook.scores import Score, average, single
from grader.people.queries import teachers
from grader.sets.models import Policy, ProblemSet
from grader.sets.rules import Rules

Scores = dict[tuple[int, int], Score]
WHO_AND_WHAT = ("attempt__learner__user", "attempt__item")


def judged_in(problem_set: ProblemSet) -> QuerySet[Submission]:
    """Answers to a set that count: judged, no trials, and no faults of ours."""
    given = Submission.objects.filter(attempt__item__problem_set=problem_set, trial=False)
    return given.exclude(verdict=None).exclude(verdict__outcome="fault").order_by()


def counted_in(problem_set: ProblemSet) -> QuerySet[Submission]:
    """The same without what those who teach have tried out."""
    return judged_in(problem_set).exclude(attempt__learner__in=teachers(problem_set.course_id))


def tallied(
    judged: QuerySet[Submission], rules: Rules, special: Sequence[tuple[list[int], Rules]], policy: str
) -> Scores:
    """Scores by user and item; `special` are the rules of users with an exception."""
    cells = judged.annotate(earned=F("verdict__score") * _percent(rules, special))
    if policy == Policy.LAST:
        return _last(cells)
    grouped = cells.values_list(*WHO_AND_WHAT)
    if policy == Policy.AVERAGE:
        added = grouped.annotate(sum=Sum("earned"), right=Sum("verdict__score"), number=Count("pk"))
        return {(user, item): average(*more) for user, item, *more in added}
    best = grouped.annotate(best=Max("earned"), right=Max("verdict__score"), number=Count("pk"))
    return {(user, item): single(*more) for user, item, *more in best}


def _last(cells: QuerySet[Any]) -> Scores:
    found: Scores = {}
    for user, item, earned, right in cells.order_by("given_at").values_list(*WHO_AND_WHAT, "earned", "verdict__score"):
        before = found.get((user, item))
        found[user, item] = single(earned, right, before.answers + 1 if before else 1)
    return found


def _percent(rules: Rules, special: Iterable[tuple[list[int], Rules]]) -> Case:
    others = [When(attempt__learner__user__in=users, then=_credit(theirs)) for users, theirs in special]
    return Case(*others, default=_credit(rules), output_field=IntegerField())


def _credit(rules: Rules) -> Case | Value:
    """The credit of an answer by the time at which it was received, as `Rules.percent` gives it."""
    steps = [(until, Value(percent)) for until, percent in rules.credit]
    if steps[0][0] is None:
        return steps[0][1]
    return Case(*(When(received_at__lte=until, then=percent) for until, percent in steps), default=Value(0))
