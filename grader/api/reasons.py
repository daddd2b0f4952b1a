"""Changes that move points need a reason, from machines as from people."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, TypedDict

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query
from pydantic import Field, StringConstraints

from grader.api.auth import token_of
from grader.api.problems import Refused
from grader.gradebook.record import Unexplained
from grader.people.models import User

MOVED = "Needed when points move; it is kept in the record."
WhyIfMoved = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000), Field(description=MOVED)]
WhyQuery = Annotated[str, Query(max_length=500, description=MOVED)]


class By(TypedDict):
    """Who changes something, and when."""

    author: User
    now: datetime


@contextmanager
def explained(request: HttpRequest) -> Iterator[By]:
    """On whose behalf to change what is changed inside; refuses where points would move without a reason."""
    try:
        yield {"author": token_of(request).user, "now": timezone.now()}
    except Unexplained as moving:
        said = f"This moves the points of {moving.students} students, and nothing was changed: say why."
        raise Refused(422, said, errors=[{"detail": "a reason is needed", "pointer": "#/why"}]) from None
