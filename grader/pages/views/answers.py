"""Answering: submit, wait for the verdict, read the hint and the worked solution."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http import HttpRequest as PlainRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from exercises.answers import Unreadable
from exercises.pictures import Frame, Role
from grader import pipeline
from grader.attempts import services
from grader.attempts.models import Attempt, State
from grader.attempts.queries import attempt_of, practice_attempt, submission_of, submissions_to
from grader.pages import drawing
from grader.pages.asking import address_of, answer_area, ask, outcome
from grader.pages.coding import code_outcome
from grader.pages.fields import typed_answer
from grader.pages.learner import learner_of
from grader.sets.rules import Thing


class HttpRequest(PlainRequest):
    """A request that knows whether htmx sent it."""

    htmx: HtmxDetails


@require_POST
def submit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take an answer. With htmx the answer area comes back; without it the question page does."""
    attempt = _attempt(request, pk)
    typed = typed_answer(attempt.question.answer, request.POST)
    now = timezone.now()
    received = pipeline.submit(attempt=attempt, text=typed, now=now)
    if isinstance(received, Unreadable):
        return _unreadable(request, attempt, typed, received, status=422)
    if not request.htmx:
        return redirect(f"{address_of(attempt)}#outcome")
    context = answer_area(attempt, received, again=received.received_at != now)
    return render(request, "partials/answer_area.html", context)


def refuse(request: HttpRequest, pk: uuid.UUID, problem: Unreadable) -> HttpResponse:
    """The question again after a request that was too large to be read."""
    return _unreadable(request, _attempt(request, pk), "", problem, status=413)


def _unreadable(request: HttpRequest, attempt: Attempt, typed: str, problem: Unreadable, status: int) -> HttpResponse:
    """Nothing is stored and nothing is lost: what was typed stands in its field with the reason beside it."""
    if request.htmx:
        context = answer_area(attempt, None, typed, problem)
        return render(request, "partials/answer_area.html", context, status=status)
    return ask(request, attempt, typed, problem, status=status)


@require_safe
def submission(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The state of a submission: what the page polls until there is a verdict."""
    found = submission_of(learner_of(request), pk)
    if found is None:
        raise Http404
    if not request.htmx:
        return redirect(f"{address_of(found.attempt)}#outcome")
    if found.attempt.is_code:
        return render(request, "partials/code_outcome.html", code_outcome(found.attempt, found))
    return render(request, "partials/outcome.html", outcome(found.attempt, found))


@require_safe
def hint(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The first step of the worked solution."""
    attempt = _attempt(request, pk)
    if not attempt.shows(Thing.SOLUTION, timezone.now()):
        raise Http404
    context = {"attempt": attempt, "step": attempt.question.explain().steps[0], "here": address_of(attempt)}
    return render(request, "partials/hint.html" if request.htmx else "pages/hint.html", context)


@require_safe
def solution(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The worked solution, once an answer has been judged; it opens at the step where the latest slip was."""
    attempt = _attempt(request, pk)
    judged = submissions_to(attempt).filter(state=State.DONE).first()
    if judged is None or not attempt.shows(Thing.SOLUTION, timezone.now()):
        raise Http404
    details = judged.verdict.details
    slips = tuple(Frame(**{**frame, "role": Role(frame["role"])}) for frame in details.get("frames", []))
    explained = drawing.solution(attempt.question.explain(), details.get("step", ""), slips)
    context = {"attempt": attempt, "solution": explained, "here": address_of(attempt), "question": attempt.question}
    return render(request, "partials/solution.html" if request.htmx else "pages/solution.html", context)


@require_POST
def report(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Tell those who teach that something is wrong with this very question."""
    attempt = attempt_of(learner_of(request), pk)
    if attempt is None or attempt.item is None:
        raise Http404
    services.report(attempt=attempt, words=request.POST.get("words", "").strip()[:2_000], now=timezone.now())
    messages.success(request, _("Thank you. Who teaches this course now sees this question with your numbers."))
    return redirect(address_of(attempt))


def _attempt(request: HttpRequest, pk: uuid.UUID) -> Attempt:
    """An attempt at a question with an answer; code has a road of its own.

    Whose session is new since the question was opened (cookies were cleared, two first tabs raced) goes on with an
    attempt of their own at the same permalink, so that what they typed is not lost.
    """
    learner = learner_of(request)
    found = attempt_of(learner, pk)
    if found is None and (other := practice_attempt(pk)):
        found = pipeline.open_same(learner=learner, attempt=other, now=timezone.now())
    if found is None or found.is_code:
        raise Http404
    return found
