"""Code problems: the page, and taking a file or what was typed."""

import uuid

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from exercises.answers import Unreadable
from grader import pipeline
from grader.attempts.models import Attempt
from grader.attempts.queries import attempt_of
from grader.judging import file_too_large
from grader.pages.asking import address_of
from grader.pages.coding import code_area, show_code
from grader.pages.learner import learner_of
from grader.pages.uploads import lost_its_file
from grader.pages.views.answers import HttpRequest


@require_safe
def problem(request: HttpRequest, function: str) -> HttpResponse:
    """The page of one code problem, also for visitors."""
    attempt = pipeline.open_code(learner=learner_of(request), function=function, now=timezone.now())
    return show_code(request, attempt)


@require_POST
def submit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take code, from a file if one was chosen. With htmx the editor and outcome come back, without it the page."""
    attempt = _attempt(request, pk)
    typed = request.POST.get("source", "")
    if lost_its_file(request):
        return _refused(request, attempt, typed, file_too_large(), 413)
    now = timezone.now()
    file = request.FILES.get("file")
    data = file.read() if isinstance(file, UploadedFile) else typed.encode("utf-8", "replace")
    received = pipeline.submit_code(attempt=attempt, data=data, trial=bool(request.POST.get("trial")), now=now)
    if isinstance(received, Unreadable):
        return _refused(request, attempt, typed, received, 422)
    if not request.htmx:
        return redirect(f"{address_of(attempt)}#outcome")
    context = code_area(attempt, received, again=received.received_at != now)
    return render(request, "partials/code_area.html", context)


def refuse(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The problem again after a request that was too large to be read."""
    return _refused(request, _attempt(request, pk), "", file_too_large(), 413)


def _refused(request: HttpRequest, attempt: Attempt, typed: str, why: Unreadable, status: int) -> HttpResponse:
    """Nothing is stored; what was typed stands in the editor with the reason beside it."""
    if request.htmx:
        return render(request, "partials/code_area.html", code_area(attempt, None, typed, why), status=status)
    return show_code(request, attempt, typed, why, status=status)


def _attempt(request: HttpRequest, pk: uuid.UUID) -> Attempt:
    found = attempt_of(learner_of(request), pk)
    if found is None or not found.is_code:
        raise Http404
    return found
