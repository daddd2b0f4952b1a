"""The page of a code problem and its parts."""

from random import Random
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from exercises.answers import Unreadable
from exercises.packing import as_python
from exercises.problem import CATEGORIES, Problem
from exercises.text import T, unpacked
from grader.attempts.models import Attempt, State, Submission, Verdict
from grader.attempts.queries import given_last, place_in_line, why_no_code_runs
from grader.judging.words import MOST_RESULT
from grader.pages.asking import PATIENCE_SECONDS, address_of, look_after, looks_of, next_question, sitting
from grader.pages.counterexample import call_text, shown_counterexample
from grader.sandbox import Limits, why_not
from grader.sets.rules import Thing

UNEXPLAINED = {"sentence": T(""), "counterexample": None}
UNCHANGED = T("the input is left as it was")


def show_code(
    request: HttpRequest,
    attempt: Attempt,
    typed: str | None = None,
    complaint: Unreadable | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page: the problem, the editor, and the latest verdict if there is one."""
    problem = attempt.problem
    context = {
        "problem": problem,
        "examples": [(call_text(problem, case), as_python(problem.expected(case))) for case in problem.examples],
        "hidden": len(problem.suite(Random(0))) - len(problem.examples),
        "memory": Limits().memory_bytes >> 20,
        "result": MOST_RESULT >> 20,
        "why_not": why_not(),
        "look": looks_of(request) + 1,
        "next_item": next_question(attempt) if attempt.item else None,
        **sitting(attempt),
        **code_area(attempt, given_last(attempt), typed, complaint),
    }
    return render(request, "pages/code.html", context, status=status)


def code_area(
    attempt: Attempt,
    submission: Submission | None,
    typed: str | None = None,
    complaint: Unreadable | None = None,
    again: bool = False,
) -> dict[str, Any]:
    """What `partials/code_area.html` needs."""
    if typed is None:
        typed = submission.answer if submission else attempt.problem.starter
    return {
        "attempt": attempt,
        "problem": attempt.problem,
        "typed": typed,
        "lines": max(12, min(30, typed.count("\n") + 2)),
        "complaint": complaint,
        "here": address_of(attempt),
        **code_outcome(attempt, None if complaint else submission, again),
    }


def code_outcome(attempt: Attempt, submission: Submission | None, again: bool = False) -> dict[str, Any]:
    """What `partials/code_outcome.html` needs."""
    context: dict[str, Any] = {"attempt": attempt, "submission": submission, "again": again}
    if submission is None:
        return context
    if _is_only_kept(submission, attempt):
        return {**context, "kept": True, "withheld_until": attempt.rules.comes(Thing.VERDICT)}
    if submission.state != State.DONE:
        waited = (timezone.now() - submission.received_at).total_seconds()
        slow = waited > PATIENCE_SECONDS and submission.state == State.QUEUED
        place = place_in_line(submission) if submission.state == State.QUEUED else 1
        return {
            **context,
            "place": place,
            "slow": slow,
            "look_after": look_after(waited, slow),
            "why": why_no_code_runs(),
        }
    if attempt.withholds(timezone.now()):
        return {**context, "withheld": True, **_of_an_exam(submission)}
    if not attempt.shows(Thing.SLIP, timezone.now()):
        return {**context, **_verdict(attempt.problem, submission.verdict), **UNEXPLAINED}
    return {**context, **_verdict(attempt.problem, submission.verdict)}


def _is_only_kept(submission: Submission, attempt: Attempt) -> bool:
    """Whether nothing is said of it yet; an exam says which categories pass, and whoever tries sees everything."""
    if attempt.item is None or attempt.item.problem_set.exam or submission.trial:
        return False
    return attempt.withholds(timezone.now())


def _verdict(problem: Problem, verdict: Verdict) -> dict[str, Any]:
    details = verdict.details
    counts = details.get("counts", {"passed": 0, "all": 0})
    return {
        "verdict": verdict,
        "sentence": unpacked(verdict.sentence),
        "counts": counts,
        "all_passed": bool(counts["all"]) and counts["passed"] == counts["all"],
        "categories": [_category(line) for line in details.get("categories", [])],
        "error": details.get("error"),
        "stdout": details.get("stdout", ""),
        "counterexample": shown_counterexample(problem, details.get("counterexample")),
    }


def _of_an_exam(submission: Submission) -> dict[str, Any]:
    """Which categories pass and nothing else; of a trial also what the student's own code said."""
    shown = _verdict(submission.attempt.problem, submission.verdict)
    return {**shown, **UNEXPLAINED} if submission.trial else {**shown, **UNEXPLAINED, "error": None, "stdout": ""}


def _category(line: dict[str, Any]) -> dict[str, Any]:
    """A category with its title; `state` is right, wrong or untested."""
    state = "wrong" if line["failed"] else "untested" if line["untested"] else "right"
    all_of_it = line["passed"] + line["failed"] + line["untested"]
    return {**line, "title": CATEGORIES.get(line["name"], UNCHANGED), "state": state, "all": all_of_it}
