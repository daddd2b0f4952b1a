"""Jails for the tests: one per tier that this machine can start, shared by a test process."""

import os
from collections.abc import Iterator

import pytest

from grader.sandbox import Jail, Unavailable

TIERS = ("A", "B", "seccomp")


@pytest.fixture(scope="session", params=TIERS)
def jail(request: pytest.FixtureRequest) -> Iterator[Jail]:
    """A jail of each tier. One that cannot start says so in its skip, or fails if EXPECTED_TIERS names it."""
    try:
        running = Jail(tier=request.param)
    except Unavailable as why:
        if request.param in os.environ.get("EXPECTED_TIERS", "").split(","):
            raise
        pytest.skip(f"tier {request.param} cannot start here: {why}")
    with running:
        yield running
