"""Pages for what went wrong: each says what to do next, and none loses what was typed."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest as PlainRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from exercises.answers import MOST_CHARACTERS, Unreadable
from exercises.text import T
from grader.pages.views import code
from grader.pages.views.answers import HttpRequest, refuse

# Reading the rest of an upload lets the browser hear the answer instead of a broken connection; up to a point.
MOST_DRAINED = 64 * 1024 * 1024
CHUNK = 64 * 1024


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; for an answer that is far too long, its question again with the reason at the field (413)."""
    match = request.resolver_match
    if isinstance(exception, RequestDataTooBig) and match and match.url_name == "submit":
        _drain(request)
        problem = Unreadable(
            T("That is far too long. An answer has at most %(most)s characters.", most=MOST_CHARACTERS)
        )
        return refuse(request, match.kwargs["pk"], problem)
    if isinstance(exception, RequestDataTooBig) and match and match.url_name == "submit-code":
        _drain(request)
        return code.refuse(request, match.kwargs["pk"])
    return _page(request, 400, _("That request could not be understood"), _("Go back and try once more."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _page(
        request,
        404,
        _("There is nothing here"),
        _("The address may be mistyped, or this belongs to somebody else. Sign in if it should be yours."),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _page(request, 403, _("This is not open to you"), _("Sign in with another account if it should be."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when cookies are off or a page has grown old."""
    return _page(
        request,
        403,
        _("This page has grown old"),
        _("Go back, reload it and send your answer again; what you typed is still in its field. Cookies must be on."),
    )


def too_many(request: PlainRequest, seconds: int = 60) -> HttpResponse:
    """429; the page keeps what was typed."""
    response = _page(
        request,
        429,
        _("That was a little too fast"),
        _("Nothing was lost and nothing was counted. Go back and try once more in a minute."),
    )
    response["Retry-After"] = str(seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500; no database and no context processors, because they may be what broke."""
    return render(None, "errors/500.html", status=500)


def _page(request: PlainRequest, status: int, title: object, words: object) -> HttpResponse:
    return render(request, "errors/error.html", {"title": title, "words": words}, status=status)


def _drain(request: HttpRequest) -> None:
    left = MOST_DRAINED
    while left > 0 and (chunk := request.read(min(CHUNK, left))):
        left -= len(chunk)
