"""Draw a question, answer it, read its solution."""

import secrets
import uuid
from random import Random
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Router, Status

from exercises.problem import Problem
from exercises.question import Question
from exercises.text import plain
from grader import pipeline
from grader.api.answers import schema_of
from grader.api.auth import Bearer, token_of
from grader.api.drawing import svg_of
from grader.api.drawn import Drawn, draw, drawn
from grader.api.handing_in import received
from grader.api.problems import Refused
from grader.api.schemas import NewSubmission, NewVariant, Solution, Submission, Variant, Words
from grader.api.submissions import address, shown, waited_for
from grader.api.texts import Id
from grader.api.waiting import MAY_WAIT, seconds_to_wait
from grader.people.models import Scope

router = Router(tags=["variants"])


@router.post("/variants", response={201: Variant}, auth=Bearer(Scope.PRACTICE), summary="Draw a question")
def create(request: HttpRequest, response: HttpResponse, body: NewVariant) -> Status[Variant]:
    """Draw a question. Nothing is stored: the id carries it, so keep the id."""
    made = draw(body.kind, body.level, body.seed, Random(secrets.randbits(64)), body.convention)
    response["Location"] = reverse("api-1:variant", args=[made.id])
    return Status(201, _variant(made))


@router.get(
    "/variants/{variant_id}",
    response=Variant,
    auth=Bearer(Scope.PRACTICE),
    url_name="variant",
    summary="A question again",
)
def variant(request: HttpRequest, variant_id: Id) -> Variant:
    """The same question again, with the same numbers."""
    return _variant(drawn(variant_id))


@router.get(
    "/variants/{variant_id}/solution",
    response=Solution,
    auth=Bearer(Scope.SOLUTIONS),
    summary="Key and worked solution",
)
def solution(request: HttpRequest, variant_id: Id) -> Solution:
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
    openapi_extra=MAY_WAIT,
)
def submit(
    request: HttpRequest,
    response: HttpResponse,
    variant_id: Id,
    body: NewSubmission,
) -> Status[Submission]:
    """Hand in an answer, or the source of a function. It is kept from here on, whatever happens.

    The same answer to the same variant is the same submission, so repeating a request whose response was lost is safe.
    An answer that cannot be read gets 422 and is no attempt.
    """
    asked = drawn(variant_id)
    attempt = pipeline.open_variant(
        pk=uuid.UUID(asked.key),
        kind=asked.kind,
        level=asked.level,
        parameters=asked.parameters,
        version=asked.version,
        now=timezone.now(),
    )
    row = received(attempt, body)
    said = shown(waited_for(row, seconds_to_wait(request)), token_of(request))
    response["Location"] = address(said.id)
    return Status(202, said)


def steps_of(question: Question) -> list[Words]:
    """The worked solution, a step each."""
    return [Words.of(step.sentence) for step in question.explain().steps]


def _variant(asked: Drawn) -> Variant:
    question = asked.question
    common: dict[str, Any] = {"id": asked.id, "kind": asked.kind, "level": max(1, asked.level), "seed": asked.seed}
    return Variant(**common, **(asked_in_words(question) if question else code_in_words(asked.problem)))


def asked_in_words(question: Question) -> dict[str, Any]:
    """A question as a machine shows it: words, picture, and what an answer looks like."""
    return {
        "type": "answer",
        "prompt": [Words.of(question.prompt())],
        "conventions": [Words.of(question.convention())],
        "picture": svg_of(question.picture()),
        "hint": plain(str(question.answer.hint())),
        "answer_schema": schema_of(question.answer),
    }


def code_in_words(problem: Problem) -> dict[str, Any]:
    """The same of a function to write."""
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
