"""The question page and its parts, the same for practice and problem sets."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from exercises.answers import Unreadable
from exercises.text import unpacked
from grader.attempts.models import Attempt, State, Submission
from grader.attempts.queries import place_in_line, submissions_to
from grader.pages.drawing import drawn
from grader.pages.fields import field
from grader.pages.marking import marked


def ask(
    request: HttpRequest, attempt: Attempt, typed: str | None = None, problem: Unreadable | None = None
) -> HttpResponse:
    """The whole page: the question, and the latest answer with its verdict if there is one."""
    question = attempt.question
    context = {
        "question": question,
        "picture": question.picture(),
        "panels": drawn(question.picture()),
        **answer_area(attempt, submissions_to(attempt).first(), typed, problem),
    }
    return render(request, "pages/question.html", context, status=422 if problem else 200)


def answer_area(
    attempt: Attempt,
    submission: Submission | None,
    typed: str | None = None,
    problem: Unreadable | None = None,
    again: bool = False,
) -> dict[str, Any]:
    """What `partials/answer_area.html` needs; an unreadable text hides the verdict on the answer before it."""
    question = attempt.question
    if typed is None:
        typed = submission.answer if submission else ""
    return {
        "attempt": attempt,
        "field": field(question.answer, typed, problem),
        "here": address_of(attempt),
        **outcome(attempt, None if problem else submission, again),
    }


def outcome(attempt: Attempt, submission: Submission | None, again: bool = False) -> dict[str, Any]:
    """What `partials/outcome.html` needs."""
    context: dict[str, Any] = {"attempt": attempt, "submission": submission, "again": again}
    if submission is None:
        return context
    if submission.state != State.DONE:
        return {**context, "place": place_in_line(submission)}
    verdict = submission.verdict
    marks = verdict.details.get("marks", [])
    return {
        **context,
        "verdict": verdict,
        "sentence": unpacked(verdict.sentence),
        "marked": marked(attempt.question.answer, submission.answer, marks),
        "next": reverse("another", kwargs={"kind": attempt.kind, "level": attempt.level}),
    }


def address_of(attempt: Attempt) -> str:
    """Where this attempt's question stands."""
    if attempt.item:
        return reverse("item", kwargs={"pk": attempt.item.problem_set_id, "position": attempt.item.position})
    return reverse("question", kwargs={"kind": attempt.kind, "level": attempt.level, "seed": attempt.seed})
