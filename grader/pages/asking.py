"""The question page and its parts, the same for practice and problem sets."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from exercises.answers import Format, Parted, Unreadable
from exercises.text import Text, unpacked
from grader.attempts.models import Attempt, State, Submission, Verdict
from grader.attempts.queries import answers_used, given_last, place_in_line, sitting_of
from grader.pages.drawing import drawn
from grader.pages.fields import field
from grader.pages.history import history
from grader.pages.marking import marked
from grader.pages.next_up import next_up_lately
from grader.sets.queries import item_after
from grader.sets.rules import Thing

MOMENT = 0.1
"""Seconds within which an answer was handed in just now."""
PATIENCE_SECONDS = 8
"""After so long in line the page says plainly that no worker has come."""


def ask(
    request: HttpRequest,
    attempt: Attempt,
    typed: str | None = None,
    problem: Unreadable | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page: the question, and the latest answer with its verdict if there is one."""
    question = attempt.question
    picture = question.picture()
    context = {
        "question": question,
        "picture": picture,
        "panels": drawn(picture),
        "look": looks_of(request) + 1,
        "next_item": next_question(attempt) if attempt.item else None,
        "may_hint": attempt.shows(Thing.SOLUTION, timezone.now()),
        "next_up": next_up_lately(attempt.learner) if attempt.item is None else None,
        **sitting(attempt),
        **answer_area(attempt, given_last(attempt), typed, problem),
    }
    return render(request, "pages/question.html", context, status=status)


def looks_of(request: HttpRequest) -> int:
    """How often a page without JavaScript has looked for its verdict: a new address each time makes it load anew."""
    looks = request.GET.get("look", "")
    return int(looks) if looks.isdecimal() and len(looks) < 6 else 0


def answer_area(
    attempt: Attempt,
    submission: Submission | None,
    typed: str | None = None,
    problem: Unreadable | None = None,
    again: bool = False,
) -> dict[str, Any]:
    """What `partials/answer_area.html` needs; an unreadable text hides the verdict on the answer before it."""
    question = attempt.question
    if typed is None:
        typed = (submission.typed or submission.answer) if submission else ""
    return {
        "attempt": attempt,
        "field": field(question.answer, typed, problem),
        "here": address_of(attempt),
        **outcome(attempt, None if problem else submission, again),
    }


def outcome(attempt: Attempt, submission: Submission | None, again: bool = False) -> dict[str, Any]:
    """What `partials/outcome.html` needs."""
    context: dict[str, Any] = {"attempt": attempt, "submission": submission, "again": again}
    if submission is None:
        return context
    now = timezone.now()
    if attempt.item and attempt.withholds(now):
        return {**context, **standing(attempt), "withheld": True, "withheld_until": attempt.rules.comes(Thing.VERDICT)}
    if submission.state != State.DONE:
        waited = (timezone.now() - submission.received_at).total_seconds()
        slow = waited > PATIENCE_SECONDS
        # Most have their verdict at the next look, so nobody counts the line before that.
        place = place_in_line(submission) if waited > MOMENT else 1
        return {**context, "place": place, "slow": slow, "look_after": look_after(waited, slow)}
    verdict = submission.verdict
    marks = verdict.details.get("marks", [])
    tells = {thing.value for thing in Thing if attempt.shows(thing, now)}
    said = Thing.SLIP.value in tells and not verdict.slip  # then the sentence has counted already
    return {
        **context,
        "verdict": verdict,
        "tells": tells,
        **standing(attempt),
        "sentence": unpacked(verdict.sentence),
        "counted": None if said else counted(attempt.question.answer, verdict),
        "marked": marked(attempt.question.answer, submission.answer, marks),
        "next": next_question(attempt, verdict.slip),
    }


def counted(answer: Format, verdict: Verdict) -> Text | None:
    """How much is right of an answer of several parts, where some is."""
    parts = verdict.details.get("parts", [])
    return answer.counted(sum(parts), len(parts)) if isinstance(answer, Parted) and any(parts) else None


def sitting(attempt: Attempt) -> dict[str, Any]:
    """The end of a learner's time, where it is limited, and all that they have handed in for the item."""
    if attempt.item is None:
        return {}
    now, rules = timezone.now(), attempt.rules
    began = sitting_of(attempt.learner, attempt.item.problem_set) if rules.minutes else None
    ends_at = rules.ends_for(began.started_at) if began else rules.closes_at if attempt.item.problem_set.exam else None
    return {
        "ends_at": ends_at if ends_at and now < ends_at else None,
        "now": now,
        "history": history(attempt, shown=attempt.shows(Thing.VERDICT, now)),
    }


def standing(attempt: Attempt) -> dict[str, Any]:
    """How many attempts are left at an item, and whether the next one gets new numbers."""
    if attempt.item is None or attempt.is_code:
        return {}
    left = attempt.rules.attempts_left(answers_used(attempt))
    fresh = attempt.item.drawn and attempt.rules.fresh and left != 0
    return {"attempts_left": left, "fresh": fresh}


def look_after(waited: float, slow: bool) -> str:
    """How long the page waits before it asks again: most verdicts come at once, the others need no hurry."""
    return "2s" if slow else "500ms" if waited > 1 else "150ms"


def next_question(attempt: Attempt, slip: str = "") -> str | None:
    """Where to go on: a fresh question on which the slip would show again, or the set's next item if there is one."""
    if attempt.item is None:
        address = reverse("another", kwargs={"kind": attempt.kind, "level": attempt.level})
        return f"{address}?{urlencode({'after': slip})}" if slip else address
    following = item_after(attempt.item)
    if following is None:
        return None
    return reverse("item", kwargs={"pk": following.problem_set_id, "position": following.position})


def address_of(attempt: Attempt) -> str:
    """Where this attempt's question stands."""
    if attempt.item:
        return reverse("item", kwargs={"pk": attempt.item.problem_set_id, "position": attempt.item.position})
    if attempt.is_code:
        return reverse("code", kwargs={"function": attempt.kind})
    return reverse("question", kwargs={"kind": attempt.kind, "level": attempt.level, "seed": attempt.seed})
