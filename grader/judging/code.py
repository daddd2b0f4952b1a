"""Judging a submitted function: load it in the jail, try every case, shrink the first failure, name the slip.

Expected results stay in this process. Nothing that the submission says about itself is believed.
"""

from collections.abc import Sequence
from random import Random
from typing import Any

from exercises.problem import Case, Problem
from exercises.text import T, Text
from grader.judging import report, words
from grader.judging.naming import name
from grader.judging.shrinking import shrunk
from grader.judging.trying import Tried, try_all
from grader.judging.verdict import Outcome, Verdict
from grader.sandbox import Jail, Limits, Session
from grader.sandbox import Outcome as Ending


class JailFault(Exception):
    """The jail failed, not the submission."""


def judge_code(problem: Problem, source: str, *, dice: Random, jail: Jail, trial: bool = False) -> Verdict:
    """The verdict on a source file; a `trial` runs the public examples only and earns nothing.

    Raises JailFault when the jail failed twice, and Unavailable when there is none.
    """
    cases = problem.public() if trial else problem.suite(dice)
    try:
        return _judge_once(problem, source, cases, jail, trial)
    except JailFault:
        return _judge_once(problem, source, cases, jail, trial)


def limits_of(problem: Problem) -> Limits:
    """What a submission to this problem may use."""
    return Limits(cpu_seconds=problem.cpu_seconds, wall_seconds=problem.wall_seconds, result_bytes=words.MOST_RESULT)


def _judge_once(problem: Problem, source: str, cases: Sequence[Case], jail: Jail, trial: bool) -> Verdict:
    with jail.session(source, problem.function, limits_of(problem)) as session:
        refused = session.ended
        tried = list(try_all(problem, session, cases))
        failing = min((one for one in tried if not one.passed), key=lambda one: one.urgency, default=None)
        calls = 0
        if failing and not session.ended:
            failing, calls = shrunk(problem, session, failing)
    _our_fault(session)
    details: dict[str, Any] = {
        "categories": report.categories(cases, tried),
        "counts": {"passed": sum(one.passed for one in tried), "all": len(cases), "calls": calls},
        "stdout": session.close().stdout[: report.MOST_STDOUT],
    }
    if refused:
        return Verdict(_bad(trial), 0, words.loading(refused), details={**details, "error": report.error(refused)})
    if failing is None:
        return _all_passed(details, trial)
    return _failed(problem, tried, failing, details, trial)


def _our_fault(session: Session) -> None:
    if session.close().outcome is Ending.JUDGE_ERROR:
        raise JailFault(session.close().words)


def _all_passed(details: dict[str, Any], trial: bool) -> Verdict:
    if trial:
        return Verdict(Outcome.TRIED, 0, T("All public examples pass."), details=details)
    return Verdict(Outcome.RIGHT, 1, T("Right. All %(all)s tests pass.", all=details["counts"]["all"]), details=details)


def _failed(problem: Problem, tried: Sequence[Tried], failing: Tried, details: dict[str, Any], trial: bool) -> Verdict:
    named = None if trial or len(tried) < details["counts"]["all"] else name(problem, tried)
    slip, sentence = named or ("", _what(failing, problem))
    details = {**details, "counterexample": report.counterexample(failing), "error": report.error(failing.answer)}
    return Verdict(_bad(trial), 0, sentence, slip, details=details)


def _what(failing: Tried, problem: Problem) -> Text:
    if not failing.answered:
        return words.stopped(failing.answer, problem.wall_seconds)
    if failing.difference:
        return words.different(failing.difference)
    return T("The values are right, but your function writes into its input. Work on a copy of it.")


def _bad(trial: bool) -> Outcome:
    return Outcome.TRIED if trial else Outcome.WRONG
