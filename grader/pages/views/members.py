"""The members of a course: who they are, how others join, and how one leaves."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grader import pipeline
from grader.gradebook import rulings
from grader.pages.access import INSTRUCTORS, MEMBERS, open_to
from grader.pages.emails import MOST_ADDRESSES, read_emails
from grader.pages.reasons import with_reason
from grader.people import queries, services
from grader.people.models import STAFF, Enrolment, Role

A_PAGE = 100
MOST_NAMED = 5


@require_safe
@open_to(*STAFF)
def members(request: HttpRequest, member: Enrolment) -> HttpResponse:
    """Everybody in the course, the way in, and who is invited."""
    course = member.course
    code = course.join_code
    context = {
        "me": member,
        "course": course,
        "page": Paginator(queries.members_of(course), A_PAGE).get_page(request.GET.get("page")),
        "invitations": queries.open_invitations(course),
        "roles": Role,
        "most_addresses": MOST_ADDRESSES,
        "labels": queries.labels_in(course),
        "join_link": request.build_absolute_uri(reverse("join-with", args=[code])) if code else "",
        "origin": request.build_absolute_uri("/")[:-1],
    }
    return render(request, "pages/members.html", context)


@require_POST
@open_to(*INSTRUCTORS)
def invite(request: HttpRequest, member: Enrolment) -> HttpResponse:
    """Invite everybody on a pasted list; their e-mails are sent by a worker."""
    role = request.POST.get("role", "")
    if role not in Role.values:
        raise Http404
    pasted = read_emails(request.POST.get("emails", ""))
    origin = request.build_absolute_uri("/")[:-1]
    new = pipeline.invite(
        course=member.course, emails=pasted.emails, role=Role(role), origin=origin, now=timezone.now()
    )
    known = len(pasted.emails) - new
    messages.info(request, _("Invited: %(new)s. Members or invited before: %(known)s.") % {"new": new, "known": known})
    if pasted.left_out:
        said = _("The first %(most)s addresses were taken. %(number)s more were left out: send them once more alone.")
        messages.warning(request, said % {"most": MOST_ADDRESSES, "number": pasted.left_out})
    for line in pasted.strange[:MOST_NAMED]:
        messages.warning(request, _("This is no e-mail address and was passed over: %(line)s") % {"line": line})
    if more := len(pasted.strange[MOST_NAMED:]):
        messages.warning(request, _("%(number)s more lines were passed over.") % {"number": more})
    return redirect("members", member.course.slug)


@require_POST
@open_to(*INSTRUCTORS)
def withdraw(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = queries.open_invitations(member.course).filter(pk=pk).first()
    if invitation is None:
        raise Http404
    services.withdraw(invitation=invitation)
    return redirect("members", member.course.slug)


@require_POST
@open_to(*INSTRUCTORS)
def joining(request: HttpRequest, member: Enrolment) -> HttpResponse:
    """Open joining with a new code, or close it."""
    if request.POST.get("open"):
        services.new_join_code(course=member.course)
    else:
        services.close_joining(course=member.course)
    return redirect("members", member.course.slug)


@require_POST
@open_to(*INSTRUCTORS)
def change_role(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """Give a member another role."""
    role = request.POST.get("role", "")
    if role not in Role.values:
        raise Http404
    other = _member(member, pk)
    _unless_last(request, lambda: rulings.change_role(member=other, role=Role(role)))
    return redirect("members", member.course.slug)


@require_POST
@open_to(*INSTRUCTORS)
def label(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """Give a member a label, or none: exceptions can be made for all who have it."""
    changed, label = _member(member, pk), request.POST.get("label", "").strip()[:60]
    asked = with_reason(request, member, rulings.relabel, member=changed, label=label)
    return asked or redirect("members", member.course.slug)


@require_POST
@open_to(*INSTRUCTORS)
def remove(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """End somebody's membership; their work is kept."""
    other = _member(member, pk)
    asked: list[HttpResponse | None] = []
    _unless_last(request, lambda: asked.append(with_reason(request, member, rulings.remove, member=other)))
    return (asked and asked[0]) or redirect("members", member.course.slug)


@require_POST
@open_to(*MEMBERS)
def leave(request: HttpRequest, member: Enrolment) -> HttpResponse:
    """End one's own membership; the work is kept."""
    now, why = timezone.now(), _("left the course")
    left = _unless_last(request, lambda: rulings.remove(member=member, author=member.user, why=why, now=now))
    return redirect("courses") if left else redirect("course", member.course.slug)


def _member(me: Enrolment, pk: int) -> Enrolment:
    found = queries.member_of(me.course, pk)
    if found is None:
        raise Http404
    return found


def _unless_last(request: HttpRequest, change: Callable[[], None]) -> bool:
    """Make the change, or say why a course cannot be left without anybody who teaches it."""
    try:
        change()
    except services.LastInstructor:
        messages.error(request, _("A course needs an instructor. Make somebody else one first."))
        return False
    return True
