"""What stands before the views: sizes, rates, and what a browser may let a page do."""

from collections.abc import Callable
from typing import Any

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from grader.pages.views import errors
from grader.rates import Rate

GetResponse = Callable[[HttpRequest], HttpResponse]


class ContentPolicy:
    """Middleware: where the parts of a page may come from. It is the same for all pages, so it is written once."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault(HEADER, self.policy)
        return response


class PermissionsPolicy:
    """Middleware: no page may use the camera and the like."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response


class SizeLimit:
    """Middleware: a request that says that it is larger than anything we take, or not how large, is not read at all."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = request.META.get("CONTENT_LENGTH") or "0"
        # Django reads as much as the length says, so a body in chunks would be taken for an empty one.
        if request.META.get("HTTP_TRANSFER_ENCODING"):
            return HttpResponse("Say how long it is: send a Content-Length.\n", status=411, content_type="text/plain")
        if said.isdecimal() and int(said) > settings.MOST_BODY:
            return HttpResponse("That is far too large.\n", status=413, content_type="text/plain")
        return self.get_response(request)


class Rates:
    """Middleware: answers and uploads of one person, or of one visitor, come at a human rate."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.rates = {
            "submit": Rate.of(settings.SUBMIT_RATE),
            "submit-code": Rate.of(settings.UPLOAD_RATE),
            "import-grades": Rate.of(settings.UPLOAD_RATE),
        }

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """429 for one request too many."""
        name = request.resolver_match.view_name if request.resolver_match else None
        if request.method != "POST" or name not in self.rates:
            return None
        left = self.rates[name].wait(name, _who(request))
        return errors.too_many(request, left) if left else None


def _who(request: HttpRequest) -> str:
    """A user wherever they sit, and a visitor by the session: a class behind one address is not one person."""
    if request.user.is_authenticated:
        return f"user {request.user.pk}"
    key = request.session.session_key
    return f"session {key}" if key else f"address {request.META.get('REMOTE_ADDR', '')}"
