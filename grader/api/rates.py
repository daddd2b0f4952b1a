"""How many requests a token may make: counted by all web processes together."""

from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from grader.rates import Rate


class TokenRate(BaseThrottle):
    """So many requests for each token; what has no token is not counted."""

    def __init__(self, rate: str) -> None:
        self.rate = Rate.of(rate)
        self.left = 0

    def allow_request(self, request: HttpRequest) -> bool:
        """Count this request."""
        token = getattr(request, "auth", None)
        self.left = self.rate.wait("api", str(token.pk)) if token else 0
        return not self.left

    def wait(self) -> float | None:
        """Seconds until the next request is allowed."""
        return self.left or None
