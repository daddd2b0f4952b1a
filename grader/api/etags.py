"""Nobody overwrites what they have not seen: an ETag says which state was read, If-Match that it still holds."""

import hashlib
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from ninja import Schema

from grader.api.problems import Refused


def etag_of(shown: Schema) -> str:
    """What tells this state from every other: a digest of all that is shown."""
    return f'"{hashlib.sha256(shown.model_dump_json().encode()).hexdigest()[:32]}"'


S = TypeVar("S", bound=Schema)


def tagged(response: HttpResponse, shown: S) -> S:
    """Send the tag along."""
    response["ETag"] = etag_of(shown)
    return shown


def demand_match(request: HttpRequest, stands: Schema) -> None:
    """Refused unless `If-Match` names what stands; the caller has locked it."""
    wanted = request.headers.get("If-Match", "")
    if not wanted:
        raise Refused(428, "Send the ETag of what you have read as If-Match, so that no other change is lost.")
    if wanted.strip() != "*" and etag_of(stands) not in (one.strip() for one in wanted.split(",")):
        raise Refused(412, "This was changed since you read it. Read it again, and change that.")
