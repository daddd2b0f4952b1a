"""How many requests a token may make: counted by all web processes together."""

from dataclasses import replace

from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from grader.rates import Rate

STRIDES, LONGEST_STRIDE = 100, 20
"""A token's requests are counted in this many strides of at most this length."""


class TokenRate(BaseThrottle):
    """So many requests for each token; what has no token is not counted."""

    def __init__(self, rate: str) -> None:
        asked = Rate.of(rate)
        self.rate = replace(asked, stride=max(1, min(asked.most // STRIDES, LONGEST_STRIDE)))
        self.left = 0

    def allow_request(self, request: HttpRequest) -> bool:
        """Count this request."""
        token = getattr(request, "auth", None)
        self.left = self.rate.wait("api", str(token.pk)) if token else 0
        return not self.left

    def wait(self) -> float | None:
        """Seconds until the next request is allowed."""
        return self.left or None
