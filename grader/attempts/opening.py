"""Which questions of a set a learner may open now."""

from datetime import datetime

from grader.attempts.queries import answered_items, opened_positions
from grader.people.models import STAFF, Enrolment, Learner
from grader.sets.models import Item, ProblemSet
from grader.sets.queries import rules_for


def current_position(found: ProblemSet, learner: Learner) -> int | None:
    """The one question that is open where they come one by one: the last opened until it has an answer, then the next.

    The next is the first that was never opened: questions may have been moved since. None where all are open; the
    position after the last when all have been answered.
    """
    if not found.one_by_one:
        return None
    positions = list(found.items.values_list("position", flat=True))
    opened = opened_positions(learner, found)
    if opened and opened[-1] not in answered_items(learner, found):
        return opened[-1]
    return next((position for position in positions if position not in opened), max(positions, default=-1) + 1)


def is_locked(found: ProblemSet, learner: Learner, now: datetime) -> bool:
    """Whether the questions are not to be seen yet; those who teach may look before."""
    rules = rules_for(found, learner.user_id)
    if rules.opens_at is None or now >= rules.opens_at:
        return False
    return not Enrolment.objects.filter(course=found.course_id, user=learner.user_id, role__in=STAFF).exists()


def shown_items(found: ProblemSet, learner: Learner, now: datetime) -> list[Item]:
    """The questions of which this learner may know: none before the set opens, and one by one only those reached."""
    if is_locked(found, learner, now):
        return []
    current = current_position(found, learner)
    if current is None:
        return list(found.items.all())
    return list(found.items.filter(position__in={current, *opened_positions(learner, found)}))


def is_current(item: Item, learner: Learner) -> bool:
    """Whether the question is open where they come one by one; the last opened one may still be looked at."""
    current = current_position(item.problem_set, learner)
    opened = opened_positions(learner, item.problem_set) if current else []
    return current is None or item.position in (current, *opened[-1:])
