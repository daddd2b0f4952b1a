"""The scores of a whole set at once: the database adds up what `scores` says of single answers."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Case, Count, F, IntegerField, Max, QuerySet, Sum, Value, When

from grader.attempts.models import Submission
from grader.gradebook.scores import Score, average, single
from grader.judging import WHOLE
from grader.people.queries import teachers
from grader.sets.models import Policy, ProblemSet
from grader.sets.rules import Rules

Scores = dict[tuple[int, int], Score]
WORTH = F("verdict__score") * WHOLE + F("verdict__partial")
WHO_AND_WHAT = ("attempt__learner__user", "attempt__item")


class Terms(NamedTuple):
    """What holds in a set: its rules, and those of users with an exception."""

    problem_set: ProblemSet
    rules: Rules
    special: Sequence[tuple[list[int], Rules]]


def judged_in(*sets: ProblemSet) -> QuerySet[Submission]:
    """Answers to these sets that count: judged, no trials, and no faults of ours."""
    given = Submission.objects.filter(attempt__item__problem_set__in=sets, trial=False)
    return given.exclude(verdict=None).exclude(verdict__outcome="fault").order_by()


def counted_in(problem_set: ProblemSet) -> QuerySet[Submission]:
    """The same without what those who teach have tried out."""
    return judged_in(problem_set).exclude(attempt__learner__in=teachers(problem_set.course_id))


def tallied(judged: QuerySet[Submission], terms: Sequence[Terms], policy: str) -> Scores:
    """Scores by user and item; answers are those to sets of one policy, each of which has its terms."""
    cells = judged.annotate(worth=WORTH).annotate(earned=F("worth") * _percent(terms))
    if policy == Policy.LAST:
        return _last(cells)
    grouped = cells.values_list(*WHO_AND_WHAT)
    if policy == Policy.AVERAGE:
        added = grouped.annotate(sum=Sum("earned"), together=Sum("worth"), number=Count("pk"))
        return {(user, item): average(*more) for user, item, *more in added}
    best = grouped.annotate(best=Max("earned"), most=Max("worth"), number=Count("pk"))
    return {(user, item): single(*more) for user, item, *more in best}


def _last(cells: QuerySet[Any]) -> Scores:
    found: Scores = {}
    for user, item, earned, worth in cells.order_by("given_at").values_list(*WHO_AND_WHAT, "earned", "worth"):
        before = found.get((user, item))
        found[user, item] = single(earned, worth, before.answers + 1 if before else 1)
    return found


def _percent(terms: Sequence[Terms]) -> Case | Value:
    """What an answer earns of its points, by the set that it is given to."""
    if len(terms) == 1:
        return _by_user(terms[0])
    sets = [When(attempt__item__problem_set=one.problem_set.pk, then=_by_user(one)) for one in terms]
    return Case(*sets, default=Value(0), output_field=IntegerField())


def _by_user(terms: Terms) -> Case | Value:
    """By who gave the answer: an exception that leaves the credit as it is needs no case of its own."""
    others = [
        When(attempt__learner__user__in=users, then=_credit(theirs))
        for users, theirs in terms.special
        if theirs.credit != terms.rules.credit
    ]
    return Case(*others, default=_credit(terms.rules), output_field=IntegerField())


def _credit(rules: Rules) -> Case | Value:
    """The credit of an answer by the time at which it was received, as `Rules.percent` gives it."""
    steps = [(until, Value(percent)) for until, percent in rules.credit]
    if steps[0][0] is None:
        return steps[0][1]
    return Case(*(When(received_at__lte=until, then=percent) for until, percent in steps), default=Value(0))
