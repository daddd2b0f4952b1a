"""Ways into a course: founding one, a code, a link, an invitation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grader.pages.learner import user_of
from grader.people import queries, services


@require_safe
@login_required
def courses(request: HttpRequest) -> HttpResponse:
    """The courses that the user is a member of, and the ways to more."""
    return render(request, "pages/courses.html", {"memberships": queries.memberships_of(user_of(request))})


@require_POST
@login_required
def found(request: HttpRequest) -> HttpResponse:
    """A new course, taught by whoever makes it."""
    title = request.POST.get("title", "").strip()[:200]
    if not title:
        messages.error(request, _("A course needs a title."))
        return redirect("courses")
    return redirect("course", services.create_course(title=title, user=user_of(request)).slug)


@require_POST
@login_required
def join(request: HttpRequest) -> HttpResponse:
    """Join with a typed code."""
    course = queries.course_with_code(request.POST.get("code", ""))
    if course is None:
        messages.error(request, _("No course has this code. Ask your instructor for the one that holds today."))
        return redirect("courses")
    services.join(user=user_of(request), course=course)
    return redirect("course", course.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def join_with(request: HttpRequest, code: str) -> HttpResponse:
    """Join by link: the course is named first, and joined on request."""
    course = queries.course_with_code(code)
    if course is None:
        raise Http404
    if request.method == "POST":
        services.join(user=user_of(request), course=course)
        return redirect("course", course.slug)
    return render(request, "pages/join.html", {"course": course, "role": None})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Follow a personal invitation; it is good for one person."""
    invitation = queries.invitation_with(token)
    if invitation is None or invitation.accepted_by not in (None, user_of(request)):
        raise Http404
    if request.method == "POST":
        services.accept(invitation=invitation, user=user_of(request))
        return redirect("course", invitation.course.slug)
    role = invitation.get_role_display()
    return render(request, "pages/join.html", {"course": invitation.course, "role": role})
