"""Long lists in pages: a cursor is a signed place in the list, so it stays right while the list grows."""

from collections.abc import Sequence
from typing import Annotated, TypeVar

from django.core.signing import BadSignature
from django.db.models import Model, QuerySet
from ninja import Query, Schema
from pydantic import Field

from grader.api.problems import Refused
from grader.signatures import Signer

MOST = 200
_SIGNER = Signer(salt="grader.api cursor")


class Paging(Schema):
    """Which page: the first, or the one behind the cursor."""

    cursor: str = Field("", description="`next` of the page before; empty for the first page.", max_length=500)
    limit: int = Field(50, ge=1, le=MOST, description="How many at most.")


Where = Annotated[Paging, Query()]


T = TypeVar("T", bound=Model)


def page(found: QuerySet[T], where: Paging, of: str) -> tuple[Sequence[T], str | None]:
    """The rows of this page in the order of their keys, and the cursor of the next; `of` names the list."""
    after = _place(where.cursor, of)
    rows = list(found.filter(pk__gt=after).order_by("pk")[: where.limit + 1])
    shown = rows[: where.limit]
    return shown, _SIGNER.sign_object([of, shown[-1].pk]) if len(rows) > where.limit else None


def _place(cursor: str, of: str) -> int:
    if not cursor:
        return 0
    try:
        name, place = _SIGNER.unsign_object(cursor)
    except BadSignature:
        name, place = "", 0
    if name != of:
        said = "This cursor was not given for this list. Begin without one."
        raise Refused(422, said, errors=[{"detail": said, "parameter": "cursor"}])
    return int(place)
