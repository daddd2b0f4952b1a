"""The gradebook of a set, as those who teach see and change it."""

from decimal import Decimal
from tempfile import TemporaryFile

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grader.gradebook import queries, services
from grader.gradebook.export import csv_lines, write_xlsx
from grader.gradebook.importing import Read, differences, read_points
from grader.pages.access import INSTRUCTORS, open_to
from grader.pages.scope import item_of, posted_learner, set_in
from grader.pages.uploads import sent_text
from grader.people.models import STAFF, Enrolment
from grader.sets.models import Treatment

UNREADABLE = Decimal(-1)
LATEST, A_PAGE = 10, 50


@require_safe
@open_to(*STAFF)
def gradebook(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """Everybody's points and the record of changes."""
    found = set_in(member, pk)
    context = {
        "me": member,
        "course": member.course,
        "set": found,
        "book": queries.gradebook(found),
        "changes": queries.changes_in(found)[:LATEST],
        "lines": queries.changes_in(found).count(),
        "treatments": Treatment,
    }
    return render(request, "pages/gradebook.html", context)


@require_safe
@open_to(*STAFF)
def record(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """The whole record of changes, the latest first."""
    found = set_in(member, pk)
    page = Paginator(queries.changes_in(found), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "pages/record.html", {"me": member, "course": member.course, "set": found, "page": page})


@require_safe
@open_to(*STAFF)
def export(request: HttpRequest, member: Enrolment, pk: int) -> StreamingHttpResponse:
    """The gradebook as CSV."""
    found = set_in(member, pk)
    headers = {"Content-Disposition": f'attachment; filename="{member.course.slug}-{found.pk}.csv"'}
    return StreamingHttpResponse(
        csv_lines(queries.gradebook(found)), content_type="text/csv; charset=utf-8", headers=headers
    )


@require_safe
@open_to(*STAFF)
def export_xlsx(request: HttpRequest, member: Enrolment, pk: int) -> FileResponse:
    """The gradebook as XLSX, written to a file on the way."""
    found = set_in(member, pk)
    out = TemporaryFile()  # noqa: SIM115 - the response closes it
    write_xlsx(queries.gradebook(found), out)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=f"{member.course.slug}-{found.pk}.xlsx")


@require_safe
@open_to(*STAFF)
def totals(request: HttpRequest, member: Enrolment) -> HttpResponse:
    """Everybody's totals over all sets of the course."""
    sets, lines = queries.course_totals(member.course)
    context = {"me": member, "course": member.course, "sets": sets, "lines": lines, "most": sum(n for _set, n in sets)}
    return render(request, "pages/totals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(*INSTRUCTORS)
def import_grades(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """A table of points: first what would change, then, with a reason, the change."""
    found = set_in(member, pk)
    text, trouble = sent_text(request, "table") if request.method == "POST" else ("", "")
    read = differences(queries.gradebook(found), text) if text else None
    if trouble:
        read = Read(trouble=[trouble])
    why = request.POST.get("why", "").strip()
    seen = read.digest == request.POST.get("seen") if read else False
    if read and seen and read.differences and not read.trouble and why:
        services.override_many(changes=read.differences, why=why, author=member.user, now=timezone.now())
        messages.success(request, _("Changed: %(number)s.") % {"number": len(read.differences)})
        return redirect("gradebook", member.course.slug, pk)
    context = {"me": member, "course": member.course, "set": found, "read": read, "table": text}
    return render(request, "pages/import_grades.html", context, status=422 if read and read.trouble else 200)


@require_POST
@open_to(*INSTRUCTORS)
def override(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """Give a student points by hand, with a reason; an empty field gives back what is worked out."""
    item, learner = item_of(set_in(member, pk), request.POST.get("item", "")), posted_learner(member, request)
    points, why = _points(request.POST.get("points", "")), request.POST.get("why", "").strip()
    if points == UNREADABLE or not why:
        said = _("Points are a number such as 1.5 or 1,5, and a reason must be given. Nothing was changed.")
        messages.error(request, said)
        return redirect("gradebook", member.course.slug, pk)
    now = timezone.now()
    services.override(learner=learner, item=item, points=points, why=why, author=member.user, now=now)
    return redirect("gradebook", member.course.slug, pk)


@require_POST
@open_to(*INSTRUCTORS)
def treat(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """Drop or gift a question, or let it count again, with a reason."""
    item = item_of(set_in(member, pk), request.POST.get("item", ""))
    treatment, why = request.POST.get("treatment", ""), request.POST.get("why", "").strip()
    if treatment not in Treatment.values or not why:
        messages.error(request, _("A reason must be given. Nothing was changed."))
        return redirect("gradebook", member.course.slug, pk)
    services.treat(item=item, treatment=Treatment(treatment), why=why, author=member.user, now=timezone.now())
    return redirect("gradebook", member.course.slug, pk)


def _points(typed: str) -> Decimal | None:
    """The points; None for an empty field, UNREADABLE for what is no number of points."""
    if not typed.strip():
        return None
    points = read_points(typed)
    return UNREADABLE if points is None else points
