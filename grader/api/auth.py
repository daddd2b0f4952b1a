"""Who calls: a token in the Authorization header."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from grader.api.problems import Refused
from grader.people import tokens
from grader.people.models import Scope, Token


class Bearer(HttpBearer):
    """A living token with one of these scopes; `request.auth` is the token."""

    def __init__(self, *scopes: Scope) -> None:
        super().__init__()
        self.scopes = scopes

    def __call__(self, request: HttpRequest) -> Any:
        """As ninja's, for which Django makes all headers readable."""
        secret = secret_in(request)
        return self.authenticate(request, secret) if secret else None

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        now = timezone.now()
        found = tokens.living_token(token, now)
        if found is None:
            return None
        if not any(map(found.may, self.scopes)):
            wanted = " or ".join(repr(scope.value) for scope in self.scopes)
            raise Refused(403, f"This token was not given the scope {wanted}.")
        tokens.note_use(token=found, now=now)
        return found


def secret_in(request: HttpRequest) -> str:
    """The secret of a token as it was sent; empty where none was."""
    scheme, _, secret = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    return str(secret).strip() if scheme.lower() == "bearer" else ""


def token_of(request: HttpRequest) -> Token:
    """The token of a request that has passed `Bearer`."""
    token = getattr(request, "auth", None)
    assert isinstance(token, Token)
    return token
