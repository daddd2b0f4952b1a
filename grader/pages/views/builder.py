"""Building a problem set in the browser."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exercises.kinds import catalogue
from exercises.problems import problems
from exercises.question import LEVELS
from grader.attempts import services as attempts
from grader.attempts.queries import opened_by
from grader.gradebook import rulings
from grader.pages.access import INSTRUCTORS, open_to
from grader.pages.forms import SetForm
from grader.pages.item_form import NewItemForm
from grader.pages.reasons import with_reason
from grader.pages.samples import diagnosis_of
from grader.pages.scope import set_in
from grader.pages.uploads import sent_text
from grader.pages.views.courses import course_page
from grader.people.models import STAFF, Enrolment, Role
from grader.people.queries import membership, memberships_of
from grader.sets import services, toml
from grader.sets.checks import given_away
from grader.sets.models import ProblemSet


@require_POST
@open_to(*INSTRUCTORS)
def new_set(request: HttpRequest, member: Enrolment) -> HttpResponse:
    """An empty set, or the one in a TOML file that was chosen or pasted."""
    if "toml" not in request.POST:
        return _made(member, toml.Sheet(request.POST.get("title", "").strip()[:200] or _("Untitled set"), "", []))
    text, trouble = sent_text(request, "toml")
    try:
        sheet = None if trouble else toml.read(text)
    except toml.Faulty as problem:
        sheet, trouble = None, str(problem)
    return _made(member, sheet) if sheet else course_page(request, member, status=422, toml=text, trouble=trouble)


def _made(member: Enrolment, sheet: toml.Sheet) -> HttpResponse:
    made = services.create_set(
        course=member.course,
        title=sheet.title,
        intro=sheet.intro,
        items=sheet.items,
        released=False,
        **sheet.rules,
    )
    return redirect("edit-set", member.course.slug, made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(*INSTRUCTORS)
def edit(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """The words, rules and questions of a set."""
    found = set_in(member, pk)
    form = SetForm.of(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if asked := with_reason(request, member, rulings.change_set, problem_set=found, **form.values()):
            return asked
        messages.success(request, _("Saved. Numbers that were drawn stay; rules hold for earlier answers too."))
        return redirect("edit-set", member.course.slug, pk)
    return edit_page(request, member, found, form=form, status=422 if form.errors else 200)


def edit_page(
    request: HttpRequest,
    member: Enrolment,
    found: ProblemSet,
    form: SetForm | None = None,
    adding: NewItemForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page on which a set is built, with what was typed into one of its two forms."""
    items = list(found.items.all())
    context = {
        "me": member,
        "course": member.course,
        "set": found,
        "items": items,
        "given": given_away(found.rules(), items),
        "form": form or SetForm.of(found),
        "adding": adding or NewItemForm(),
        "kinds": [(slug, kind.title) for slug, kind in catalogue().items()],
        "problems": [(slug, problem.title) for slug, problem in problems().items()],
        "levels": LEVELS,
        "courses": [one.course for one in memberships_of(member.user) if one.role == Role.INSTRUCTOR],
        "opened": opened_by(found),
    }
    return render(request, "pages/edit_set.html", context, status=status)


@require_POST
@open_to(*INSTRUCTORS)
def copy(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """The same set once more, here or in another course that one teaches."""
    target = membership(member.user, request.POST.get("course") or member.course.slug, [Role.INSTRUCTOR])
    if target is None:
        raise Http404
    made = services.copy_set(problem_set=set_in(member, pk), course=target.course)
    return redirect("edit-set", target.course.slug, made.pk)


@require_safe
@open_to(*STAFF)
def preview(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """What the set can tell apart: for each question the slips that its verdicts would name."""
    found = set_in(member, pk)
    lines = diagnosis_of(found)
    given = given_away(found.rules(), [line.item for line in lines])
    context = {"me": member, "course": member.course, "set": found, "lines": lines, "given": given}
    return render(request, "pages/preview.html", context)


@require_POST
@open_to(*STAFF)
def start_over(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """Forget what one has tried out as a student would, so that the set is as new."""
    attempts.start_over(member=member, problem_set=set_in(member, pk))
    messages.success(request, _("Forgotten. You see the set as a student who has just come."))
    return redirect("set", pk)


@require_safe
@open_to(*STAFF)
def export(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """The set as a TOML file."""
    found = set_in(member, pk)
    name = f"{member.course.slug}-set-{found.pk}.toml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(toml.written(found), content_type="application/toml; charset=utf-8", headers=headers)
