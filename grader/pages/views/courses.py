"""Problem sets of the courses that somebody belongs to."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from grader import pipeline
from grader.attempts.opening import is_current, is_locked
from grader.attempts.queries import attempt_of, opened_positions
from grader.gradebook.standings import standings
from grader.pages.access import MEMBERS, open_to
from grader.pages.asking import address_of, ask
from grader.pages.coding import show_code
from grader.pages.learner import learner_of, user_of
from grader.pages.sheets import sheet
from grader.people.models import STAFF, Enrolment
from grader.people.queries import membership
from grader.sets.queries import item_for, sets_for


@require_safe
@login_required
def sets(request: HttpRequest) -> HttpResponse:
    """The problem sets that the user may see: what is due, what is done, what it was worth."""
    now = timezone.now()
    context = {"standings": standings(user_of(request), now), "now": now}
    return render(request, "pages/sets.html", context)


@require_safe
@open_to(*MEMBERS)
def course(request: HttpRequest, member: Enrolment) -> HttpResponse:
    """One course: its problem sets, and for those who teach it the rest."""
    return course_page(request, member)


def course_page(request: HttpRequest, member: Enrolment, status: int = 200, **sent: str) -> HttpResponse:
    """The same, with what was `sent` to it and the trouble with that."""
    found = sets_for(member.user).filter(course=member.course)
    context = {"me": member, "course": member.course, "sets": found, **sent}
    return render(request, "pages/course.html", context, status=status)


@require_safe
@login_required
def problem_set(request: HttpRequest, pk: int) -> HttpResponse:
    """One problem set: its items, and which of them are done."""
    found = get_object_or_404(sets_for(user_of(request)).select_related("course"), pk=pk)
    teaches, learner = membership(user_of(request), found.course.slug, STAFF) is not None, learner_of(request)
    tried = teaches and opened_positions(learner, found)
    context = {"set": found, "teaches": teaches, "tried": tried, **sheet(found, learner, timezone.now())}
    return render(request, "pages/set.html", context)


@require_safe
@login_required
def item(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """One item of a problem set, as a question."""
    found = item_for(user_of(request), pk, position)
    now, learner = timezone.now(), learner_of(request)
    if found is None:
        raise Http404
    if is_locked(found.problem_set, learner, now) or not is_current(found, learner):
        return redirect("set", pk)
    attempt = pipeline.open_item(learner=learner, item=found, now=now)
    return show_code(request, attempt) if attempt.is_code else ask(request, attempt)


@require_POST
@login_required
def again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """New numbers for the same question, where the set gives them."""
    attempt = attempt_of(learner_of(request), pk)
    if attempt is None or attempt.item is None:
        raise Http404
    return redirect(address_of(pipeline.open_again(attempt=attempt, now=timezone.now())))
