"""The way of machines: under /api/ there is no session, no cookie and no signed-in user, only a token."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver
from django.utils import translation

from grader.api.problems import PREFIX, problem
from grader.api.texts import NUL

DOCS = f"{PREFIX}v1/docs"
# What comes back is data: a browser that is made to show it loads nothing for it, and shows it in no frame.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Permissions-Policy": settings.PERMISSIONS_POLICY,
    "X-Frame-Options": settings.X_FRAME_OPTIONS,
}


class MachinesLane:
    """Middleware: serves what lies under /api/ at once, and leaves everything else to those behind it.

    The page that shows the API is one for people.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX) or request.path_info == DOCS:
            return self.get_response(request)
        request.get_host()  # raises DisallowedHost for a site that is not this one
        translation.activate(settings.LANGUAGE_CODE)  # whatever the person before it read
        only_asks = request.method == "HEAD"
        if only_asks:
            request.method = "GET"  # the same to everybody behind, but nothing is sent
        response = self._served(request)
        if only_asks:
            request.method = "HEAD"
        for name, value in HEADERS.items():
            response.headers[name] = value
        response.headers["Content-Length"] = str(len(response.content))
        if only_asks:
            response.content = b""
        return response

    def _served(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path_info:
            return problem(404)
        if "%00" in request.META.get("QUERY_STRING", ""):
            return problem(422, "Text has no NUL characters here. Leave them out of the address.")
        match = request.resolver_match = get_resolver().resolve(request.path_info)
        return cast(HttpResponse, match.func(request, *match.args, **match.kwargs))
