"""Requests that are repeated with the same key: claimed once, answered once, and then answered the same."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from grader.people.models import KeptResponse, Token

KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Mine:
    """The request is ours to serve, under this claim."""

    claim: uuid.UUID


class Running:
    """Somebody else serves it."""


class Other:
    """The key was used for another request."""


def take(
    *, token: Token, key: str, digest: str, lease: timedelta, now: datetime
) -> Mine | Running | Other | KeptResponse:
    """Take a request for one lease, or say what became of the one with this key.

    Of requests that come at the same time one gets it. A key that has expired is a new one.
    """
    mine = uuid.uuid4()
    fresh = {"digest": digest, "claim": mine, "lease_until": now + lease, "expires_at": now + KEPT_FOR}
    row, is_new = KeptResponse.objects.get_or_create(token=token, key=key, defaults=fresh)
    if is_new:
        return Mine(mine)
    expired = row.expires_at <= now
    if row.digest != digest and not expired:
        return Other()
    if row.status and not expired:
        return row
    if row.lease_until > now and not row.status:
        return Running()
    # Of two that see the same lease run out, the second finds another claim there.
    same = KeptResponse.objects.filter(pk=row.pk, claim=row.claim, status=row.status)
    return Mine(mine) if same.update(**fresh, status=None) else Running()


def keep(*, claim: uuid.UUID, status: int, headers: Mapping[str, str], body: bytes) -> bool:
    """Keep what the request was answered, if it is still ours; says whether it was."""
    ours = KeptResponse.objects.filter(claim=claim, status=None)
    return bool(ours.update(status=status, headers=dict(headers), body=body))


def let_go(*, claim: uuid.UUID) -> None:
    """The request made nothing, so its key is free again."""
    KeptResponse.objects.filter(claim=claim, status=None).delete()


def forget_responses(*, now: datetime) -> int:
    """Remove what has expired; says how many."""
    return KeptResponse.objects.filter(expires_at__lte=now).delete()[0]
