"""The questions of a set, as whoever builds it adds, tries and changes them."""

from random import Random, SystemRandom
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exercises.kinds import catalogue
from exercises.problems import problems
from exercises.question import LEVELS
from grader.attempts.queries import opened_item
from grader.gradebook import rulings
from grader.pages.access import INSTRUCTORS, open_to
from grader.pages.drawing import drawn as drawn_panels
from grader.pages.item_form import ItemForm, NewItemForm
from grader.pages.reasons import with_reason
from grader.pages.samples import named_in, sampled
from grader.pages.scope import item_of, set_in
from grader.pages.views.builder import edit_page
from grader.people.models import STAFF, Enrolment
from grader.sets import services
from grader.sets.models import Item
from grader.sets.services import NewItem

dice = SystemRandom()


@require_POST
@open_to(*INSTRUCTORS)
def add_item(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """One more question: numbers drawn now for all, or for each student when they come."""
    found = set_in(member, pk)
    form = NewItemForm(request.POST)
    if not form.is_valid():
        return edit_page(request, member, found, adding=form, status=422)
    services.add_item(problem_set=found, item=_new_item(**form.cleaned_data))
    return redirect("edit-set", member.course.slug, pk)


def _new_item(*, kind: str, level: int, drawn: str, points: int) -> NewItem:
    if kind in problems():
        return NewItem(str(problems()[kind].title), kind, 0, {}, points=points)
    each = drawn == "each"
    numbers = {} if each else catalogue()[kind].generate(Random(dice.getrandbits(64)), level).parameters()
    return NewItem(str(catalogue()[kind].title), kind, level, numbers, each, points)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(*INSTRUCTORS)
def edit_item(request: HttpRequest, member: Enrolment, pk: int, item: int) -> HttpResponse:
    """The words, points and wishes of one question; who has opened it keeps the numbers drawn then."""
    chosen = item_of(set_in(member, pk), item)
    form = ItemForm(request.POST if request.method == "POST" else None, item=chosen)
    if request.method == "POST" and form.is_valid():
        values = _with_numbers(chosen, form.values(), "redraw" in request.POST)
        if asked := with_reason(request, member, rulings.change_item, item=chosen, **values):
            return asked
        messages.success(request, _("Saved. Whoever has opened this question keeps the numbers drawn then."))
        return redirect("edit-set", member.course.slug, pk)
    context = {"me": member, "course": member.course, "set": chosen.problem_set, "item": chosen, "form": form}
    opened = opened_item(chosen)
    return render(request, "pages/edit_item.html", {**context, "opened": opened}, status=422 if form.errors else 200)


def _with_numbers(item: Item, values: dict[str, Any], redraw: bool) -> dict[str, Any]:
    """New numbers for all where others are wanted; each student's own are drawn when they come.

    An answer that was taken for right on the old numbers is not on others; what a slip gives is still.
    """
    if item.kind in problems():
        return values
    changed = Item(kind=item.kind, **{name: values[name] for name in ("level", "limits", "framework")})
    kept = item.parameters and not redraw and values["level"] == item.level
    if values["drawn"]:
        return {**values, "parameters": {}, "accepted": _slips_of(item)}
    kind = catalogue()[item.kind]
    if kept and changed.wanted(kind.restore(item.parameters)):
        return values
    question = kind.generate(Random(dice.getrandbits(64)), values["level"], changed.wanted)
    return {**values, "parameters": question.parameters(), "accepted": _slips_of(item)}


def _slips_of(item: Item) -> list[dict[str, str]]:
    return [one for one in item.accepted if one.get("slip")]


@require_safe
@open_to(*STAFF)
def example(request: HttpRequest, member: Enrolment, pk: int) -> HttpResponse:
    """A question of the kind and level at hand, to see before it is added."""
    set_in(member, pk)
    kind, level = request.GET.get("kind", ""), request.GET.get("level", "1")
    if kind in problems():
        return render(request, "partials/example.html", {"problem": problems()[kind]})
    if kind not in catalogue() or level not in map(str, LEVELS):
        raise Http404
    question = catalogue()[kind].generate(Random(dice.getrandbits(64)), int(level))
    picture = question.picture()
    context = {"question": question, "picture": picture, "panels": drawn_panels(picture), "slips": named_in([question])}
    return render(request, "partials/example.html", context)


@require_POST
@open_to(*INSTRUCTORS)
def change_item(request: HttpRequest, member: Enrolment, pk: int, item: int) -> HttpResponse:
    """Move a question up or down, put it into the set once more, or take it out."""
    chosen, action = item_of(set_in(member, pk), item), request.POST.get("action", "")
    if action in ("up", "down"):
        services.move_item(item=chosen, down=action == "down")
    elif action == "duplicate":
        made = services.duplicate_item(item=chosen)
        messages.success(request, _("“%(title)s” stands at the end once more.") % {"title": made.title})
    elif action == "remove":
        try:
            services.remove_item(item=chosen)
        except services.HasWork:
            messages.error(
                request, _("Students have opened this question, or have points for it. Drop it from the score instead.")
            )
    else:
        raise Http404
    return redirect("edit-set", member.course.slug, pk)


@require_safe
@open_to(*STAFF)
def draws(request: HttpRequest, member: Enrolment, pk: int, item: int) -> HttpResponse:
    """Twenty draws of a question side by side, and which slips they can tell apart."""
    chosen = item_of(set_in(member, pk), item)
    if chosen.kind in problems():
        raise Http404
    context = {"me": member, "course": member.course, "set": chosen.problem_set, "item": chosen}
    return render(request, "pages/draws.html", {**context, **sampled(chosen)})
