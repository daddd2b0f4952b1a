"""`Idempotency-Key`: a client that heard no answer repeats its request, and nothing is made twice."""

import hashlib
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI

from grader.api.auth import secret_in
from grader.api.problems import PREFIX, PROBLEM, problem
from grader.api.waiting import seconds_to_wait
from grader.people import repeats
from grader.people.models import KeptResponse, Token
from grader.people.tokens import living_token

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
KEPT_HEADERS = ("Content-Type", "Location", "ETag")
_KEY = re.compile(r"[!-~]{1,255}")
_ANSWERS = "/submissions"
_ERROR = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_ERRORS = {
    "4XX": {"description": "The request cannot be served; `detail` says how to mend it.", "content": _ERROR},
    "5XX": {"description": "A fault of ours. Nothing that was acknowledged is lost.", "content": _ERROR},
}
_PARAMETER = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
    "description": "Repeating a request with the same key and body gives the first answer again, for a day.",
}


class Repeatable:
    """Middleware: serves a POST under /api/ with an `Idempotency-Key` once, and repeats the answer.

    What was made and the answer are stored in one transaction: no repetition finds the one without the other.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.META.get("HTTP_IDEMPOTENCY_KEY")
        if key is None or request.method != "POST" or not request.path.startswith(PREFIX):
            return self.get_response(request)
        if not _KEY.fullmatch(key):
            return problem(400, f"{HEADER} must be 1 to 255 visible ASCII characters, such as a UUID.")
        token = _token(request)
        if token is None:
            return self.get_response(request)  # which will say so
        try:
            digest = _digest(request)
        except RequestDataTooBig:
            return problem(413)
        lease, now = timedelta(seconds=settings.LEASE_SECONDS), timezone.now()
        found = repeats.take(token=token, key=key, digest=digest, lease=lease, now=now)
        return self._served(request, found.claim) if isinstance(found, repeats.Mine) else _known(found)

    def _served(self, request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
        try:
            # What waits for a worker must not hold a transaction open. It is an answer to a question, and the same
            # answer is the same submission anyway.
            response = self._waiting(request, claim) if _waits(request) else self._at_once(request, claim)
        except Exception:
            repeats.let_go(claim=claim)
            raise
        if response.status_code >= 300:
            repeats.let_go(claim=claim)
        return response

    def _at_once(self, request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
        with transaction.atomic():
            response = self.get_response(request)
            made = response.status_code < 300
            lost = made and not _kept(response, claim)
            if lost or not made:
                transaction.set_rollback(True)
        return _known(repeats.Running()) if lost else response

    def _waiting(self, request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code < 300:
            _kept(response, claim)
        return response


def _token(request: HttpRequest) -> Token | None:
    secret = secret_in(request)
    return living_token(secret, timezone.now()) if secret else None


def _digest(request: HttpRequest) -> str:
    """What tells a request from another: where it goes and what it says, byte for byte."""
    said = f"{request.get_full_path()}\n{request.content_type}\n".encode() + request.body
    return hashlib.sha256(said).hexdigest()


def _waits(request: HttpRequest) -> bool:
    """Whether it is an answer, the only thing that waits for anything, and its client wants to wait."""
    return request.path.endswith(_ANSWERS) and seconds_to_wait(request) > 0


def _kept(response: HttpResponse, claim: uuid.UUID) -> bool:
    headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    return repeats.keep(claim=claim, status=response.status_code, headers=headers, body=response.content)


def _known(found: repeats.Running | repeats.Other | KeptResponse) -> HttpResponse:
    if isinstance(found, KeptResponse):
        return HttpResponse(bytes(found.body), status=found.status or 500, headers={**found.headers, REPLAYED: "true"})
    if isinstance(found, repeats.Other):
        return problem(422, f"This {HEADER} was used for another request. Take a new one for a new request.")
    response = problem(409, f"The request with this {HEADER} is still being served. Repeat it in a moment.")
    # Most are served in less; if its server has died it takes as long as the lease.
    response["Retry-After"] = "1"
    return response


class RepeatableAPI(NinjaAPI):
    """An API whose description says that its POSTs take an `Idempotency-Key`, and that every error is a problem."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> Any:
        """The description, with the header at each POST and the problems of every operation."""
        schema = super().get_openapi_schema(*args, **kwargs)
        schema.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
        for methods in schema["paths"].values():
            for method, operation in methods.items():
                operation["responses"] = {str(code): one for code, one in operation["responses"].items()} | _ERRORS
                if method == "post":
                    operation.setdefault("parameters", []).append(_PARAMETER)
        return schema
