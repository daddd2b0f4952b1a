"""What a set tells those who teach: statistics, slips, and a session as it runs."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from grader.gradebook import live, queries, slips
from grader.gradebook import statistics as stats
from grader.pages import set_charts
from grader.pages.access import open_to
from grader.pages.charts import columns
from grader.pages.scope import set_in
from grader.people.models import STAFF, Enrolment
from grader.people.queries import students_of

A_PAGE = 100


@require_safe
@open_to(*STAFF)
def statistics(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """Totals, questions and the fairness of drawn numbers."""
    found = set_in(member, pk)
    shown = stats.statistics(found)
    context = {
        "me": member,
        "course": member.course,
        "set": found,
        "stats": shown,
        "columns": columns([bar.number for bar in shown.bars], [bar.low for bar in shown.bars]),
        "charts": set_charts.of_questions(shown.lines),
        "fairness": set_charts.of_fairness(shown.fairness),
    }
    return render(request, "pages/statistics.html", context)


@require_safe
@open_to(*STAFF)
def slips_of(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """Slips by question and by student, and wrong answers that nothing explains."""
    found = set_in(member, pk)
    facilities = queries.facilities(found.items.all())
    context = {
        "me": member,
        "course": member.course,
        "set": found,
        "facilities": facilities,
        "chart": set_charts.of_slips(facilities),
        "students": slips.slips_by_student(found),
        "unexplained": slips.unexplained(found),
    }
    return render(request, "pages/slips.html", context)


@require_safe
@open_to(*STAFF)
def running(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """How far everybody is just now, a page of students at a time; it looks again every few seconds."""
    found = set_in(member, pk)
    page = Paginator(students_of(member.course), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "me": member,
        "course": member.course,
        "set": found,
        "items": found.items.count(),
        "page": page,
        "progress": live.progress(found, list(page)),
        "latest": live.latest(found, list(page)),
        "now": timezone.now(),
    }
    return render(request, "pages/live.html", context)
