"""What a learner sees of one set: its dates in words, the time left, and how far they are."""

from datetime import datetime
from typing import Any

from grader.attempts.opening import current_position, is_locked
from grader.attempts.queries import answered_items, right_items, sitting_of
from grader.gradebook.queries import Cell, row_of
from grader.people.models import Learner
from grader.sets.models import ProblemSet, most_of
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
        "ends_at": rules.ends_for(sitting.started_at) if sitting else None,
        "answered": answered,
        "right": right,
        "done": len(answered),
        "points": most_of(items),
    }
