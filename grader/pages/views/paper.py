"""Worksheets and their key in the browser, ready to be printed."""

from django.core.paginator import Paginator
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
    parts = Paginator(students_of(member.course), MOST_COPIES)
    part = parts.get_page(request.GET.get("part")) if by_name else None
    names = [user.get_full_name() or user.username for user in part or ()]
    first = part.start_index() if part and names else 1
    context = {
        "me": member,
        "course": member.course,
        "set": found,
        "copies": copies,
        "most": MOST_COPIES,
        "by_name": by_name,
        "key": "key" in request.GET,
        "points": points_of(found),
        "part": part,
        "sheets": sheets(found, 0 if by_name else copies, names, first),
    }
    return render(request, "pages/paper.html", context)
