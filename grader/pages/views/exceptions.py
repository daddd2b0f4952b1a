"""Exceptions from the rules of a set for single students."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from grader.gradebook import rulings
from grader.pages.access import INSTRUCTORS, open_to
from grader.pages.forms import ExceptionForm
from grader.pages.reasons import with_reason
from grader.pages.scope import set_in
from grader.people.models import Enrolment
from grader.sets.models import Extension, ProblemSet
from grader.sets.queries import exceptions_in


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(*INSTRUCTORS)
def exceptions(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """The exceptions there are, and a form for one more or, with `change`, for one of them."""
    found = set_in(member, pk)
    changing = exception_in(found, request.GET["change"]) if "change" in request.GET else None
    form = ExceptionForm(request.POST if request.method == "POST" else None, problem_set=found, changing=changing)
    if request.method == "POST" and form.is_valid():
        asked = with_reason(request, member, rulings.make_exception, problem_set=found, **form.values())
        return asked or redirect("exceptions", member.course.slug, pk)
    context = {
        "changing": changing,
        "me": member,
        "course": member.course,
        "set": found,
        "form": form,
        "exceptions": exceptions_in(found),
    }
    return render(request, "pages/exceptions.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(*INSTRUCTORS)
def end(request: HttpRequest, member: Enrolment, pk: int, item: int) -> HttpResponse:
    """Let the rules of the set hold again for one student."""
    asked = with_reason(request, member, rulings.end_exception, extension=exception_in(set_in(member, pk), str(item)))
    return asked or redirect("exceptions", member.course.slug, pk)


def exception_in(problem_set: ProblemSet, pk: str) -> Extension:
    """An exception in this set and no other."""
    found = exceptions_in(problem_set).filter(pk=pk).first() if pk.isdecimal() else None
    if found is None:
        raise Http404
    return found
