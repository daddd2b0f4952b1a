"""Draw a question, answer it, read its solution."""

import re
import secrets
import uuid
from random import Random
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Header, Router, Status

from exercises.answers import Unreadable
from exercises.problem import Problem
from exercises.question import Question
from exercises.text import plain
from grader import pipeline
from grader.api.answers import as_typed, schema_of
from grader.api.auth import Bearer, token_of
from grader.api.drawing import svg_of
from grader.api.drawn import Drawn, draw, drawn
from grader.api.problems import Refused
from grader.api.schemas import NewSubmission, NewVariant, Solution, Submission, Variant, Words
from grader.api.submissions import shown, signed, waited_for
from grader.attempts.models import State
from grader.attempts.models import Submission as Row
from grader.people.models import Scope

router = Router(tags=["variants"])
_WAIT = re.compile(r"(?:^|[,;\s])wait=(\d{1,4})\b")
LONGEST_WAIT = 10


@router.post("/variants", response={201: Variant}, auth=Bearer(Scope.PRACTICE), summary="Draw a question")
def create(request: HttpRequest, response: HttpResponse, body: NewVariant) -> Status[Variant]:
    """Draw a question. Nothing is stored: the id carries it, so keep the id."""
    made = draw(body.kind, body.level, body.seed, Random(secrets.randbits(64)))
    response["Location"] = reverse("api-1:variant", args=[made.id])
    return Status(201, _variant(made))


@router.get(
    "/variants/{variant_id}",
    response=Variant,
    auth=Bearer(Scope.PRACTICE),
    url_name="variant",
    summary="A question again",
)
def variant(request: HttpRequest, variant_id: str) -> Variant:
    """The same question again, with the same numbers."""
    return _variant(drawn(variant_id))


@router.get(
    "/variants/{variant_id}/solution",
    response=Solution,
    auth=Bearer(Scope.SOLUTIONS),
    summary="Key and worked solution",
)
def solution(request: HttpRequest, variant_id: str) -> Solution:
    """The key and the worked solution; only for tokens with the scope `solutions`."""
    question = drawn(variant_id).question
    if question is None:
        raise Refused(404, "Code has no worked solution: many functions are right.")
    return Solution(answer=question.answer.show(question.solve()), steps=steps_of(question))


@router.post(
    "/variants/{variant_id}/submissions",
    response={202: Submission},
    auth=Bearer(Scope.PRACTICE),
    summary="Answer a question",
)
def submit(
    request: HttpRequest,
    response: HttpResponse,
    variant_id: str,
    body: NewSubmission,
    prefer: Annotated[
        str, Header(description="`wait=5` holds the response until the verdict, 10 seconds at most.")
    ] = "",
) -> Status[Submission]:
    """Hand in an answer, or the source of a function. It is kept from here on, whatever happens.

    The same answer to the same variant is the same submission, so repeating a request whose response was lost is safe.
    An answer that cannot be read gets 422 and is no attempt.
    """
    asked = drawn(variant_id)
    row = _received(asked, body)
    response["Location"] = reverse("api-1:submission", args=[signed(row, token_of(request))])
    seconds = _seconds(prefer)
    # What has just been stored need not be read again.
    said = waited_for(row.pk, seconds) if seconds or row.state == State.DONE else row
    return Status(202, shown(said, token_of(request)))


def _received(asked: Drawn, body: NewSubmission) -> Row:
    question = asked.question
    wanted = "source" if question is None else "answer"
    if getattr(body, wanted) is None or (body.answer is not None and body.source is not None):
        pointed = [{"detail": "needed, and nothing else", "pointer": f"#/{wanted}"}]
        raise Refused(422, f"This kind takes {wanted!r} and nothing else.", errors=pointed)
    now = timezone.now()
    attempt = pipeline.open_variant(
        pk=uuid.UUID(asked.key),
        kind=asked.kind,
        level=asked.level,
        parameters=asked.parameters,
        version=asked.version,
        now=now,
    )
    received = (
        pipeline.submit(attempt=attempt, text=as_typed(question.answer, body.answer), now=now)
        if question
        else pipeline.submit_code(
            attempt=attempt, data=str(body.source).encode("utf-8", "replace"), trial=False, now=now
        )
    )
    if isinstance(received, Unreadable):
        said = plain(str(received.message))
        raise Refused(422, said, errors=[{"detail": said, "pointer": f"#/{wanted}"}])
    return received


def _seconds(prefer: str) -> int:
    found = _WAIT.search(prefer)
    return min(int(found[1]), LONGEST_WAIT) if found else 0


def steps_of(question: Question) -> list[Words]:
    """The worked solution, a step each."""
    return [Words.of(step.sentence) for step in question.explain().steps]


def _variant(asked: Drawn) -> Variant:
    question = asked.question
    common: dict[str, Any] = {"id": asked.id, "kind": asked.kind, "level": max(1, asked.level), "seed": asked.seed}
    return Variant(**common, **(_question(question) if question else _code(asked.problem)))


def _question(question: Question) -> dict[str, Any]:
    return {
        "type": "answer",
        "prompt": [Words.of(question.prompt())],
        "conventions": [Words.of(question.convention())],
        "picture": svg_of(question.picture()),
        "hint": plain(str(question.answer.hint())),
        "answer_schema": schema_of(question.answer),
    }


def _code(problem: Problem) -> dict[str, Any]:
    return {
        "type": "code",
        "prompt": [Words.of(paragraph) for paragraph in problem.statement],
        "conventions": [Words.of(convention) for convention in problem.conventions],
        "picture": None,
        "hint": None,
        "answer_schema": {"type": "string", "description": "Python 3 with numpy."},
        "signature": problem.signature,
        "starter": problem.starter,
    }
