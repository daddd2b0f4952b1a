"""The API: its routers, its rules, and its errors."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Swagger
from ninja.parser import Parser

from grader.api import courses, grades, insight, kinds, regrades, sets, submissions, variants, webhooks, working
from grader.api.problems import Refused, problem, speak_in_problems
from grader.api.rates import TokenRate
from grader.api.repeats import RepeatableAPI
from grader.api.texts import place_of_nul

DESCRIPTION = """Draw questions, have answers judged, read why they are wrong; courses, problem sets and grades.

Send a token as `Authorization: Bearer sw_…`. Errors are problem details (RFC 9457). See docs/api.md.
"""


class JsonOnly(Parser):
    """Bodies are JSON objects, and say so."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body as Python values; Refused for another type of content, or for what is no object."""
        if request.content_type != "application/json":
            raise Refused(415)
        try:
            found = super().parse_body(request)
        except ValueError:
            raise Refused(400) from None
        if not isinstance(found, dict):
            raise Refused(422, "The body must be a JSON object.", errors=[{"detail": "no object", "pointer": "#"}])
        if b"\\u0000" in request.body and (place := place_of_nul(found)):
            said = "Text has no NUL characters here. Leave them out."
            raise Refused(422, said, errors=[{"detail": said, "pointer": place}])
        return found


api = RepeatableAPI(
    title="Stridewise",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api-1",
    parser=JsonOnly(),
    docs=Swagger(settings={"persistAuthorization": False}),
    throttle=[TokenRate(settings.API_RATE)],
)
api.add_router("", kinds.router)
api.add_router("", variants.router)
api.add_router("", submissions.router)
for part in (courses, sets, working, grades, regrades, insight, webhooks):
    api.add_router("", part.router)
speak_in_problems(api)


def nothing(request: HttpRequest) -> HttpResponse:
    """What stands at every other address under /api/."""
    return problem(404)
