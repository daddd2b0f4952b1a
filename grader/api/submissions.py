"""What became of an answer."""

import threading
import time
from functools import cache
from typing import Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Router

from exercises.text import T, unpacked
from grader.api.auth import Bearer, token_of
from grader.api.problems import Refused
from grader.api.schemas import Judged, Submission, Words
from grader.api.texts import Id
from grader.attempts.ids import read_id, signed_id
from grader.attempts.models import State
from grader.attempts.models import Submission as Row
from grader.attempts.queries import is_open, submission_with
from grader.judging import as_decimal
from grader.people.models import STAFF, Scope, Token
from grader.people.queries import membership
from grader.sets.rules import Thing
from grader.turns import aside

router = Router(tags=["submissions"])
LOOK_EVERY = 0.05
# Whoever waits holds a thread of the web, of which there are eight: half of them are kept for everybody else.
_SEATS = threading.BoundedSemaphore(4)
STATES: dict[State, Literal["queued", "judging", "done"]] = {
    State.QUEUED: "queued",
    State.JUDGING: "judging",
    State.DONE: "done",
}


@router.get(
    "/submissions/{submission_id}",
    response=Submission,
    auth=Bearer(Scope.PRACTICE, Scope.READ),
    url_name="submission",
    summary="An answer and its verdict",
)
def submission(request: HttpRequest, submission_id: Id) -> Submission:
    """State and verdict of a submission of this token's user; with `courses:read` also of courses that it teaches."""
    token = token_of(request)
    return shown(_row(submission_id, token), token)


def address(submission_id: str) -> str:
    """Where a submission with this id is found."""
    return _root() + submission_id


@cache
def _root() -> str:
    return reverse("api-1:submission", args=["-"]).removesuffix("-")


def waited_for(row: Row, seconds: int) -> Row:
    """The submission as soon as it is judged, or as it is when the time is over, or when too many wait already.

    One that has just been stored, and that nobody waits for, is not read again.
    """
    if row.state == State.DONE:
        return _watched(row, until=0)
    if not seconds or not _SEATS.acquire(blocking=False):
        return row
    try:
        return _watched(row, time.monotonic() + seconds)
    finally:
        _SEATS.release()


def _watched(row: Row, until: float) -> Row:
    while True:
        found = submission_with(row.pk)
        assert found is not None
        if found.state == State.DONE or time.monotonic() >= until:
            return found
        with aside():
            time.sleep(LOOK_EVERY)


def shown(row: Row, token: Token) -> Submission:
    """What this token may see of it."""
    id = signed_id(row, row.attempt.learner.user_id if row.attempt.item_id else token.user_id)
    if row.state != State.DONE:  # most by far, and nothing in it needs to be checked
        return Submission.model_construct(id=id, state=STATES[State(row.state)], verdict=None, solution=None)
    sees = _sees(row, token)
    tells = not row.is_code and token.may(Scope.SOLUTIONS) and Thing.SOLUTION in sees
    return Submission(
        id=id,
        state=STATES[State(row.state)],
        verdict=_judged(row, Thing.SLIP in sees) if Thing.VERDICT in sees else None,
        solution=[Words.of(step.sentence) for step in row.attempt.question.explain().steps] if tells else None,
    )


def _sees(row: Row, token: Token) -> set[Thing]:
    """What the rules of the set show now; whoever teaches the course sees everything, as in practice."""
    if row.attempt.item is None or _teaches(row, token):
        return set(Thing)
    now = timezone.now()
    return {thing for thing in Thing if row.attempt.shows(thing, now)}


def _judged(row: Row, names: bool) -> Judged:
    """The verdict; where slips are not shown yet only whether it is right."""
    verdict = row.verdict
    if not names:
        sentence = T("Right.") if verdict.score else T("Not right.")
        return Judged(
            outcome=verdict.outcome,
            score=as_decimal(verdict.worth),
            slip=None,
            sentence=Words.of(sentence),
            marks=[],
            also=[],
            parts=[],
            tests=None,
            counterexample=None,
        )
    details = verdict.details
    tests = {name: details[name] for name in ("counts", "categories") if name in details}
    return Judged(
        outcome=verdict.outcome,
        score=as_decimal(verdict.worth),
        slip=verdict.slip or None,
        sentence=Words.of(unpacked(verdict.sentence)),
        marks=[bool(mark) for mark in details.get("marks", [])],
        also=[list(map(str, pair)) for pair in details.get("also", [])],
        parts=[bool(part) for part in details.get("parts", [])],
        tests=tests or None,
        counterexample=details.get("counterexample"),
    )


def _row(submission_id: str, token: Token) -> Row:
    found = read_id(submission_id)
    row = submission_with(found[0]) if found else None
    if row is None or found is None or not (_is_mine(row, found[1], token) or _may_read(row, token)):
        raise Refused(404)
    return row


def _is_mine(row: Row, user_id: int | None, token: Token) -> bool:
    """Whether this token's user brought it, and may still see what was asked."""
    return user_id == token.user_id and is_open(row.attempt)


def _may_read(row: Row, token: Token) -> bool:
    return token.may(Scope.READ) and _teaches(row, token)


def _teaches(row: Row, token: Token) -> bool:
    item = row.attempt.item
    return item is not None and membership(token.user, item.problem_set.course.slug, STAFF) is not None
