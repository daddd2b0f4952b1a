"""For operators and their machines: does the process live, and is everything there that a student needs?"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grader.health import checks


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
    well = all(check.well for check in found)
    body = {"well": well, "checks": {check.name: {"well": check.well, "says": check.says} for check in found}}
    return JsonResponse(body, status=200 if well else 503)
