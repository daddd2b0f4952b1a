"""When scores may have changed: what a machine asks that keeps its own copy of the grades."""

from datetime import datetime

from django.db.models import Max

from grader.gradebook.models import Change
from grader.gradebook.tallies import WHO_AND_WHAT, judged_in
from grader.people.models import User
from grader.sets.models import ProblemSet

Times = dict[tuple[int, int], datetime]


def updates(problem_set: ProblemSet, users: list[User]) -> Times:
    """By user and item: the latest verdict or change by hand, and no earlier than the last change of the rules.

    Two queries. Users and items about which there is nothing are not in it.
    """
    judged = judged_in(problem_set).filter(attempt__learner__user__in=users)
    found: Times = {
        (user, item): max(at, problem_set.changed_at)
        for user, item, at in judged.values_list(*WHO_AND_WHAT).annotate(at=Max("verdict__judged_at"))
    }
    changes = Change.objects.filter(problem_set=problem_set, item__isnull=False).order_by()
    of_items: dict[int, datetime] = {}
    for user, item, at in changes.values_list("learner__user", "item").annotate(last=Max("at")):
        if user is None:
            of_items[item] = at
        elif user in {one.pk for one in users}:
            found[user, item] = max(at, found.get((user, item), problem_set.changed_at))
    return {(user, item): max(at, of_items.get(item, at)) for (user, item), at in found.items()}
