"""Exceptions from the rules of a set for single students."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from grader.pages.access import INSTRUCTORS, open_to
from grader.pages.forms import ExceptionForm
from grader.pages.scope import set_in
from grader.people.models import Enrolment
from grader.sets import services
from grader.sets.queries import exceptions_in


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(*INSTRUCTORS)
def exceptions(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """The exceptions there are, and a form for one more."""
    found = set_in(member, pk)
    form = ExceptionForm(request.POST if request.method == "POST" else None, course=member.course)
    if request.method == "POST" and form.is_valid():
        services.make_exception(problem_set=found, **form.values())
        return redirect("exceptions", member.course.slug, pk)
    context = {
        "me": member,
        "course": member.course,
        "set": found,
        "form": form,
        "exceptions": exceptions_in(found),
        "zone": timezone.get_current_timezone_name(),
    }
    return render(request, "pages/exceptions.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(*INSTRUCTORS)
def end(request: HttpRequest, member: Enrolment, pk: int, item: int) -> HttpResponse:
    """Let the rules of the set hold again for one student."""
    found = exceptions_in(set_in(member, pk)).filter(pk=item).first()
    if found is None:
        raise Http404
    services.end_exception(extension=found)
    return redirect("exceptions", member.course.slug, pk)
