"""The way of machines: under /api/ there is no session, no cookie and no signed-in user, only a token."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver

from grader.api.problems import PREFIX, problem
from grader.api.texts import NUL


class MachinesLane:
    """Middleware: serves what lies under /api/ at once, and leaves everything else to those behind it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        if NUL in request.path_info:
            return problem(404)
        if "%00" in request.META.get("QUERY_STRING", ""):
            return problem(422, "Text has no NUL characters here. Leave them out of the address.")
        match = request.resolver_match = get_resolver().resolve(request.path_info)
        return cast(HttpResponse, match.func(request, *match.args, **match.kwargs))
