"""Shared fixtures. Tests talk to this machine's loopback only."""

import os

import pytest
from hypothesis import settings

from tests import services

settings.register_profile("quick", max_examples=25, deadline=None, derandomize=True)
settings.load_profile("quick")

IN_CI = os.environ.get("CI") == "true"
left_out: dict[str, int] = {}


def pytest_collection_modifyitems(items):
    """Tests whose server or browser is missing are left out with a word; with CI=true most fail instead."""
    for item in items:
        for marker in services.MISSING:
            if item.get_closest_marker(marker) and (reason := services.missing(marker)):
                left_out[reason] = left_out.get(reason, 0) + 1
                if not IN_CI or marker in services.NOT_ON_EVERY_CI:
                    item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(autouse=True)
def _nothing_missing_in_ci(request):
    for marker in services.MISSING.keys() - services.NOT_ON_EVERY_CI:
        if IN_CI and request.node.get_closest_marker(marker) and (reason := services.missing(marker)):
            pytest.fail(f"CI=true, but {reason}")


def pytest_terminal_summary(terminalreporter):
    for reason, number in left_out.items():
        terminalreporter.write_line(f"left out: {number} tests, because there is {reason}")
