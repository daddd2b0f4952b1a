"""For operators and their machines: does the process live, and is everything there that a student needs?"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grader.health import checks
from grader.metrics import exposition


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The web process answers; nothing else is asked."""
    return HttpResponse("alive\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Every check by name; 503 as soon as one fails."""
    found = checks(timezone.now())
    well = not any(check.fails for check in found)
    body = {"well": well, "checks": {check.name: {"well": check.well, "says": check.says} for check in found}}
    return JsonResponse(body, status=200 if well else 503)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Numbers for Prometheus, for whoever has `METRICS_TOKEN`; without that setting there is nothing here."""
    if not settings.METRICS_TOKEN:
        raise Http404
    given = request.headers.get("Authorization", "")
    if not constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}"):
        words = "Send METRICS_TOKEN as Authorization: Bearer ...\n"
        response = HttpResponse(words, status=401, content_type="text/plain")
        response["WWW-Authenticate"] = "Bearer"
        return response
    return HttpResponse(exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")
