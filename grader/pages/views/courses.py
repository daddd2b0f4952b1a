"""Problem sets of the courses that somebody belongs to."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from grader import pipeline
from grader.attempts.queries import right_items
from grader.pages.asking import ask
from grader.pages.coding import show_code
from grader.pages.learner import learner_of, user_of
from grader.sets.queries import item_for, sets_for


@require_safe
@login_required
def sets(request: HttpRequest) -> HttpResponse:
    """The problem sets that the user may see."""
    return render(request, "pages/sets.html", {"sets": sets_for(user_of(request)).select_related("course")})


@require_safe
@login_required
def problem_set(request: HttpRequest, pk: int) -> HttpResponse:
    """One problem set: its items, and which of them are done."""
    found = get_object_or_404(sets_for(user_of(request)), pk=pk)
    context = {"set": found, "items": found.items.all(), "right": right_items(learner_of(request), pk)}
    return render(request, "pages/set.html", context)


@require_safe
@login_required
def item(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """One item of a problem set, as a question."""
    found = item_for(user_of(request), pk, position)
    if found is None:
        raise Http404
    attempt = pipeline.open_item(learner=learner_of(request), item=found, now=timezone.now())
    return show_code(request, attempt) if attempt.is_code else ask(request, attempt)
