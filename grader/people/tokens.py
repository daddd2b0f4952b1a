"""The tokens of machines: issued, rotated, found again."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from grader.memory import memory
from grader.people.models import Scope, Token, User
from grader.statements import Lookup

USE_NOTED_EVERY = timedelta(minutes=1)
REMEMBERED = 1
"""Seconds for which a busy token is not looked up again, and so for which one that was ended may work on."""

_by_digest = Lookup(Token.objects.filter(user__is_active=True), "digest")


def issue_token(
    *, user: User, name: str, scopes: Iterable[Scope], expires_at: datetime, now: datetime
) -> tuple[Token, str]:
    """A new token and its secret, which is never to be seen again."""
    prefix = f"sw_{secrets.token_hex(4)}"
    secret = f"{prefix}_{secrets.token_urlsafe(32)}"
    token = Token.objects.create(
        user=user,
        name=name,
        prefix=prefix,
        digest=_digest(secret),
        scopes=" ".join(sorted(set(scopes))),
        made_at=now,
        expires_at=expires_at,
    )
    return token, secret


@transaction.atomic
def rotate_token(*, token: Token, overlap: timedelta, now: datetime) -> tuple[Token, str]:
    """A successor with the same scopes and as long a life; the old one works on for the overlap at most."""
    life = token.expires_at - token.made_at
    scopes = [Scope(scope) for scope in token.scopes.split()]
    made = issue_token(user=token.user, name=token.name, scopes=scopes, expires_at=now + life, now=now)
    Token.objects.filter(pk=token.pk).update(expires_at=min(token.expires_at, now + overlap))
    memory.delete(token.digest)
    return made


def end_token(*, token: Token, now: datetime) -> None:
    """Let a token be worth nothing from now on; its row is kept."""
    Token.objects.filter(pk=token.pk, expires_at__gt=now).update(expires_at=now)
    memory.delete(token.digest)


def living_tokens(user: User, now: datetime) -> QuerySet[Token]:
    """The tokens that act for this user today."""
    return Token.objects.filter(user=user, expires_at__gt=now).order_by("pk")


def note_use(*, token: Token, now: datetime) -> None:
    """Remember when a token was last used, to the minute: a row is not written for every request."""
    if token.used_at is None or now - token.used_at >= USE_NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(used_at=now)
        token.used_at = now
        memory.set(token.digest, token, REMEMBERED)


def living_token(secret: str, now: datetime) -> Token | None:
    """The token with this secret, if it has not expired and its user is active."""
    digest = _digest(secret)
    found = memory.get(digest)
    if found is None and (found := _by_digest(digest)):
        memory.set(digest, found, REMEMBERED)
    return found if found and found.expires_at > now else None


def _digest(secret: str) -> str:
    """What is kept of a secret. It is long and random, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
