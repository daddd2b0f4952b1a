"""Worksheets and their key in the browser, ready to be printed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from grader.pages.access import open_to
from grader.pages.paper import MOST_COPIES, points_of, sheets
from grader.pages.scope import set_in
from grader.people.models import STAFF, Enrolment
from grader.people.queries import students_of


@require_safe
@open_to(*STAFF)
def paper(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """So many worksheets, or one for each student by name; with `key` what is right, step by step."""
    found = set_in(member, pk)
    typed = request.GET.get("copies", "1")
    copies = min(max(int(typed), 1), MOST_COPIES) if typed.isdecimal() else 1
    by_name = request.GET.get("for") == "students"
    names = [user.get_full_name() or user.username for user in students_of(member.course)] if by_name else []
    context = {
        "me": member,
        "course": member.course,
        "set": found,
        "copies": copies,
        "most": MOST_COPIES,
        "by_name": by_name,
        "key": "key" in request.GET,
        "points": points_of(found),
        "sheets": sheets(found, copies, names[:MOST_COPIES]),
    }
    return render(request, "pages/paper.html", context)
