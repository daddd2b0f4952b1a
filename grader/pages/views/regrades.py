"""Changing a key and judging again what was handed in: first a list of who changes, then the change."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exercises.answers import Unreadable
from exercises.kinds import catalogue
from grader import regrading
from grader.gradebook import queries, regrades, services
from grader.gradebook.models import Regrade
from grader.gradebook.outcomes import outcome_of
from grader.judging import Accepted
from grader.pages.access import INSTRUCTORS, open_to
from grader.pages.scope import item_of, set_in
from grader.people.models import Enrolment
from grader.sets.keys import trouble_with
from grader.sets.models import Item


@require_POST
@open_to(*INSTRUCTORS)
def change_key(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """Take one more answer, or whatever a slip gives, for right; or only the solution again."""
    item, why = item_of(set_in(member, pk), request.POST.get("item", "")), request.POST.get("why", "").strip()
    change: Any = {"item": item, "why": why, "author": member.user, "now": timezone.now()}
    accepted = _accepted(item, request.POST.get("slip", ""), request.POST.get("answer", "").strip())
    numbers = None if item.drawn else item.parameters
    trouble = "" if accepted == Accepted() else trouble_with(item.kind, numbers, accepted)
    if not why:
        messages.error(request, _("A reason must be given. Nothing was changed."))
    elif trouble:
        messages.error(request, _("%(trouble)s Nothing was changed.") % {"trouble": trouble})
    elif accepted == Accepted():
        services.accept_no_more(**change)
        messages.success(request, _("Only the solution is right again. Verdicts given before stand until a regrade."))
    else:
        services.accept(**change, accepted=accepted)
        messages.success(request, _("The key is changed. Verdicts given before stand until a regrade."))
    return redirect("regrades", member.course.slug, pk)


def _accepted(item: Item, slip: str, answer: str) -> Accepted:
    """What was typed, an answer as its format writes it where it can be read; empty for the solution alone."""
    if slip or not answer or item.drawn or item.kind not in catalogue():
        return Accepted(slip=slip, answer=answer)
    read = catalogue()[item.kind].restore(item.parameters).answer
    given = read.read(answer)
    return Accepted(answer=answer if isinstance(given, Unreadable) else read.show(given))


@require_safe
@open_to(*INSTRUCTORS)
def regrades_of(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """Where the key of one question is changed and a regrade begins, with those that were made."""
    found = set_in(member, pk)
    items = list(found.items.all())
    chosen = next((item for item in items if str(item.pk) == request.GET.get("item")), items[0] if items else None)
    context = {
        "items": items,
        "chosen": chosen,
        "me": member,
        "course": member.course,
        "set": found,
        "slips": queries.facilities([chosen])[0].slips if chosen else (),
        "regrades": queries.regrades_of(found),
    }
    return render(request, "pages/regrades.html", context)


@require_POST
@open_to(*INSTRUCTORS)
def begin(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """Begin a dry run over one question or all of them."""
    found, why, chosen = set_in(member, pk), request.POST.get("why", "").strip(), request.POST.get("item", "")
    if not why:
        messages.error(request, _("A reason must be given. Nothing was begun."))
        return redirect("regrades", member.course.slug, pk)
    item = item_of(found, chosen) if chosen else None
    made = regrading.begin(problem_set=found, item=item, author=member.user, why=why, now=timezone.now())
    return redirect("regrade", member.course.slug, pk, made.pk)


@require_safe
@open_to(*INSTRUCTORS)
def regrade(request: HttpRequest, member: Enrolment, pk: int, item: int) -> HttpResponse:
    """One regrade: how far it is, or who changes from what to what."""
    found = queries.regrade_in(set_in(member, pk), item)
    if found is None:
        raise Http404
    context = {"me": member, "course": member.course, "set": found.problem_set, "regrade": found}
    shown = None if found.is_looking else outcome_of(found)
    return render(request, "pages/regrade.html", {**context, "outcome": shown})


@require_POST
@open_to(*INSTRUCTORS)
def finish(request: HttpRequest, member: Enrolment, pk: int, item: int) -> HttpResponse:
    """Apply all of it, only raises, or nothing."""
    found, decision = queries.regrade_in(set_in(member, pk), item), request.POST.get("decision", "")
    if found is None or decision not in ("all", "raises", "discard"):
        raise Http404
    now = timezone.now()
    if decision == "discard":
        regrades.discard(regrade=found, now=now)
    elif trouble := _not_applied(found, decision == "raises", member, now):
        messages.error(request, trouble)
    return redirect("regrade", member.course.slug, pk, item)


def _not_applied(regrade: Regrade, raises_only: bool, member: Enrolment, now: datetime) -> str:
    """Apply it; why it was not, or nothing."""
    try:
        done = regrades.apply(regrade=regrade, raises_only=raises_only, author=member.user, now=now)
    except regrades.Stale:
        return _("Keys, rules or points were changed since this dry run. Nothing was changed; begin another.")
    return "" if done else _("It was applied or discarded before. Nothing was changed.")
