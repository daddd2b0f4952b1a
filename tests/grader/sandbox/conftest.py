"""Jails for the tests, one per tier, and the rule about what may be missing.

A machine that lacks a tier (or a second user) says so in one line and skips. With CI=true that is a failure
unless the gap is written down: SANDBOX_TESTS_WITHOUT lists, separated by commas, what a machine is known not
to have.
"""

import os
from collections.abc import Iterator
from typing import NoReturn

import pytest

from grader.sandbox import Jail, Unavailable

TIERS = ("A", "B", "seccomp")


@pytest.fixture(scope="session", params=TIERS)
def jail(request: pytest.FixtureRequest) -> Iterator[Jail]:
    """A jail of each tier in turn."""
    try:
        running = Jail(tier=request.param)
    except Unavailable as why:
        not_here(request.param, str(why))
    with running:
        yield running


@pytest.fixture(scope="session")
def any_jail() -> Iterator[Jail]:
    """The strongest jail of this machine."""
    try:
        running = Jail(min_tier="seccomp")
    except Unavailable as why:
        not_here("jail", str(why))
    with running:
        yield running


def not_here(what: str, why: str) -> NoReturn:
    """Skip, or fail where nobody has written down that this machine lacks it."""
    known = os.environ.get("SANDBOX_TESTS_WITHOUT", "").split(",")
    if os.environ.get("CI") == "true" and what not in known:
        pytest.fail(f"this machine cannot test {what!r} and SANDBOX_TESTS_WITHOUT does not say so: {why}")
    pytest.skip(f"not tested here: {what}: {why}")
