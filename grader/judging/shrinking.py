"""Looking for the smallest input on which a submission still fails in the same way, in the session it already has."""

from exercises.packing import packed_value
from exercises.problem import Arguments, Case, Problem
from exercises.shrinking import smaller
from grader.judging.trying import Tried, try_one
from grader.sandbox import Session

MOST_CALLS = 60
MOST_SECONDS = 1.0
"""Of the student's function: a slow one is shown a larger input instead of being waited for."""


def shrunk(problem: Problem, session: Session, failing: Tried) -> tuple[Tried, int]:
    """The smallest failing case that was found, and how many calls that took."""
    smallest, seen, calls, seconds = failing, {_key(failing.case.arguments)}, 0, 0.0
    found = True
    while found:
        found = False
        for candidate in smaller(problem, smallest.case.arguments):
            if _key(candidate) in seen:
                continue
            if calls == MOST_CALLS or seconds > MOST_SECONDS or session.ended:
                return smallest, calls
            seen.add(_key(candidate))
            tried = try_one(problem, session, Case(failing.case.category, candidate))
            calls, seconds = calls + 1, seconds + tried.answer.seconds
            if tried.failure == failing.failure:
                smallest, found = tried, True
                break
    return smallest, calls


def _key(arguments: Arguments) -> str:
    return str([packed_value(value) for value in arguments])
