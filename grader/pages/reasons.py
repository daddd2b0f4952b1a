"""A change that would move points needs a reason: the page that asks for it, with whose points would move."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from grader.gradebook.record import Unexplained
from grader.people.models import Enrolment

SHOWN = 50


def with_reason(
    request: HttpRequest, member: Enrolment, change: Callable[..., Any], /, **values: Any
) -> HttpResponse | None:
    """Make the change on behalf of this member; the page that asks why, if points move and nobody has said so.

    That page sends the same form again, so nothing that was typed is lost.
    """
    why = request.POST.get("why", "").strip()
    try:
        change(**values, author=member.user, why=why, now=timezone.now())
    except Unexplained as moving:
        context = {
            "me": member,
            "course": member.course,
            "moving": moving,
            "several": len({move.problem_set for move in moving.moves}) > 1,
            "moves": moving.moves[:SHOWN],
            "more": max(len(moving.moves) - SHOWN, 0),
            "posted": [(name, value) for name, values in request.POST.lists() for value in values if _is_kept(name)],
        }
        return render(request, "pages/reason.html", context, status=422)
    return None


def _is_kept(name: str) -> bool:
    return name not in ("why", "csrfmiddlewaretoken")
