"""What a learner sees of one set: its dates in words, the time left, and how far they are."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from grader.attempts.queries import answered_items, opened_positions, right_items, sitting_of
from grader.gradebook.queries import Cell, row_of
from grader.people.models import STAFF, Enrolment, Learner
from grader.sets.models import ProblemSet
from grader.sets.queries import rules_for
from grader.sets.rules import Thing


def sheet(found: ProblemSet, learner: Learner, now: datetime) -> dict[str, Any]:
    """What `pages/set.html` needs beside the set."""
    rules = rules_for(found, learner.user_id)
    sitting = sitting_of(learner, found) if found.minutes else None
    withheld = not rules.shows(Thing.VERDICT, now)
    items = list(found.items.all())
    answered = answered_items(learner, found)
    mine = row_of(found, learner.user) if learner.user and rules.shows(Thing.SCORE, now) else None
    right = set() if withheld else right_items(learner, found)
    return {
        "items": items,
        "cells": mine.cells if mine else [Cell(item, None) for item in items],
        "total": mine.total if mine and answered else None,
        "rules": rules,
        "withheld": withheld,
        "closed": rules.is_closed(now),
        "locked": is_locked(found, learner, now),
        "current": current_position(found, learner),
        "late": rules.due_at is not None and now > rules.due_at,
        "credit": rules.percent(now),
        "zone": timezone.get_current_timezone_name(),
        "ends_at": rules.ends_for(sitting.started_at) if sitting else None,
        "answered": answered,
        "right": right,
        "done": len(answered),
        "points": sum(item.points for item in items),
    }


def current_position(found: ProblemSet, learner: Learner) -> int | None:
    """The one question that is open where they come one by one: the last opened until it has an answer, then the next.

    None where all are open; the position after the last when all have been answered.
    """
    if not found.one_by_one:
        return None
    positions = list(found.items.values_list("position", flat=True))
    opened = opened_positions(learner, found)
    if not opened:
        return positions[0] if positions else 0
    if opened[-1] not in answered_items(learner, found):
        return opened[-1]
    return next((position for position in positions if position > opened[-1]), opened[-1] + 1)


def is_locked(found: ProblemSet, learner: Learner, now: datetime) -> bool:
    """Whether the questions are not to be seen yet; those who teach may look before."""
    rules = rules_for(found, learner.user_id)
    if rules.opens_at is None or now >= rules.opens_at:
        return False
    return not Enrolment.objects.filter(course=found.course_id, user=learner.user_id, role__in=STAFF).exists()
