"""Questions that students have reported, each exactly as it was asked."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from exercises.text import plain
from grader.attempts import services
from grader.attempts.models import Report
from grader.attempts.queries import reports_in
from grader.pages.access import INSTRUCTORS, open_to
from grader.pages.drawing import drawn
from grader.pages.history import Entry, history
from grader.people.models import STAFF, Enrolment

MOST = 50


@dataclass(frozen=True)
class Shown:
    """A report with the question, its picture and solution, and what its student answered."""

    report: Report
    question: Any
    panels: Any
    picture: Any
    solution: str
    history: list[Entry]


@require_safe
@open_to(*STAFF)
def reports(request: HttpRequest, member: Enrolment) -> HttpResponse:
    """Every open report of the course."""
    found = [_shown(one) for one in reports_in(member.course)[:MOST]]
    return render(request, "pages/reports.html", {"me": member, "course": member.course, "reports": found})


def _shown(report: Report) -> Shown:
    attempt = report.attempt
    answers = history(attempt, shown=True)
    if attempt.is_code:
        return Shown(report, None, [], None, "", answers)
    question = attempt.question
    picture = question.picture()
    return Shown(report, question, drawn(picture), picture, plain(question.answer.show(question.solve())), answers)


@require_POST
@open_to(*INSTRUCTORS)
def end(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """This report was seen to."""
    found = reports_in(member.course).filter(pk=pk).first()
    if found is None:
        raise Http404
    services.end_report(report=found, now=timezone.now())
    return redirect("reports", member.course.slug)
