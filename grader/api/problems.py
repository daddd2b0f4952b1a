"""Errors as RFC 9457 problem details: one shape for everything that goes wrong under /api/."""

import json
import logging
import math
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

logger = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
PREFIX = "/api/"
PROBLEM = {
    "title": "Problem",
    "description": "What went wrong, as RFC 9457 has it.",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["detail"],
                "properties": {
                    "detail": {"type": "string"},
                    "pointer": {"type": "string", "description": "Into the body, as RFC 6901 has it."},
                    "parameter": {"type": "string"},
                },
            },
        },
    },
}
"""The description of a problem for machines."""
DETAILS = {
    400: "The request could not be understood. The body must be JSON in UTF-8.",
    401: "Send a token that has not expired as `Authorization: Bearer sw_…`. `manage.py token` makes one.",
    403: "This token was not given the scope that this needs.",
    404: "There is nothing here, or it belongs to another token.",
    405: "This address takes the methods that stand in the header Allow.",
    411: "Send the body at once, with a `Content-Length` and without `Transfer-Encoding`.",
    413: "The request is too large.",
    415: "Send the body as `Content-Type: application/json`.",
    500: "Something broke here, and it is not your fault. Nothing that was acknowledged is lost; try again.",
}


WRONG_HOST = "This site does not answer to that Host. Use the address that it is known by; `ALLOWED_HOSTS` lists them."


class Refused(Exception):
    """A request that cannot be served; it becomes a problem with this status and these members."""

    def __init__(self, status: int, detail: str = "", **members: object) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.members = members


def refuse(pointer: str, trouble: Mapping[str, str]) -> None:
    """Refuse a body if something is wrong with its parts below this pointer; `trouble` says what, by name."""
    if trouble:
        errors = [{"detail": said, "pointer": f"{pointer}/{name}"} for name, said in trouble.items()]
        raise Refused(422, " ".join(trouble.values()), errors=errors)


def problem(status: int, detail: str = "", **members: object) -> HttpResponse:
    """The response; `members` are added to the problem, such as `errors` with a pointer each."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or DETAILS.get(status, HTTPStatus(status).description),
        **members,
    }
    return HttpResponse(json.dumps(body), status=status, content_type=CONTENT_TYPE)


def speak_in_problems(api: NinjaAPI) -> None:
    """Make every exception of this API a problem."""
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        Refused: lambda request, error: problem(error.status, error.detail, **error.members),
        ValidationError: _invalid,
        AuthenticationError: lambda request, error: _unauthorized(),
        Throttled: _throttled,
        HttpError: _http_error,
        Http404: lambda request, error: problem(404),
        RequestDataTooBig: lambda request, error: problem(413),
        Exception: _broken,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    cause = error.__cause__  # of a body that could not be read, ninja tells only that
    if isinstance(cause, Refused):
        return problem(cause.status, cause.detail, **cause.members)
    return problem(error.status_code)


def _unauthorized() -> HttpResponse:
    response = problem(401)
    response["WWW-Authenticate"] = 'Bearer realm="stridewise"'
    return response


def _throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
    seconds = math.ceil(error.wait or 1)
    response = problem(429, f"Too many requests with this token. Try again in {seconds} s.")
    response["Retry-After"] = str(seconds)
    return response


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [{"detail": one["msg"], **_place(list(one["loc"]))} for one in error.errors]
    return problem(422, "; ".join(one["detail"] for one in errors), errors=errors)


def _place(path: list[str | int]) -> dict[str, str]:
    """Where a fault is: a JSON pointer into the body, or the name of a parameter."""
    source, *rest = path
    if source != "body":
        return {"parameter": str(rest[-1] if rest else source)}
    return {"pointer": "#" + "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in rest[1:])}


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.error("the API broke at %s", request.path, exc_info=error)
    return problem(500)


class ProblemsUnderApi:
    """Middleware: what Django or a library answers under /api/ with an error becomes a problem too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(PREFIX) or response.status_code < 400:
            return response
        if response.get("Content-Type") == CONTENT_TYPE:
            return response
        spoken = problem(response.status_code, WRONG_HOST if _asks_another_host(request) else "")
        for name, value in response.items():  # what others have put there
            if name not in ("Content-Type", "Content-Length"):
                spoken[name] = value.replace("GET", "GET, HEAD") if name == "Allow" else value
        spoken["Content-Length"] = str(len(spoken.content))
        if request.method == "HEAD":
            spoken.content = b""
        return spoken


def _asks_another_host(request: HttpRequest) -> bool:
    try:
        request.get_host()
    except DisallowedHost:
        return True
    return False
