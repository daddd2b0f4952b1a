import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy
import pytest

from grader.sandbox import Jail
from tests.grader.sandbox import corpus
from tests.grader.sandbox.conftest import TIERS, not_here

STRANGER = 61_999


@pytest.mark.parametrize("case", corpus.cases(), ids=lambda case: case.name)
def test_a_submission_is_contained_and_leaves_nothing(jail: Jail, case: corpus.Case) -> None:
    assert list(corpus.complaints(jail, case)) == []


def test_the_folder_is_large_and_every_file_says_what_it_expects() -> None:
    assert len(corpus.cases()) >= 120
    verdicts = {
        "ACCEPTED",
        "WRONG_ANSWER",
        "OUTPUT_LIMIT",
        "SECURITY",
        "TIME_LIMIT",
        "MEMORY_LIMIT",
        "RUNTIME_ERROR",
    }
    for case in corpus.cases():
        assert case.expected
        assert case.expected <= verdicts, case.name


@pytest.mark.skipif(os.geteuid() != 0, reason="these tests already run as an ordinary user")
@pytest.mark.parametrize("tier", TIERS)
def test_an_ordinary_user_contains_every_submission_too(
    tier: str, runs_of_a_stranger: dict[str, subprocess.Popen[str]]
) -> None:
    output, _ = runs_of_a_stranger[tier].communicate(timeout=300)
    assert runs_of_a_stranger[tier].returncode == 0, output


@pytest.fixture(scope="module")
def runs_of_a_stranger() -> Iterator[dict[str, subprocess.Popen[str]]]:
    """Every tier at once, each as a user who owns nothing here."""
    program = [interpreter_for_a_stranger(), "-B", corpus.__file__]
    runs = {tier: as_a_stranger([*program, tier]) for tier in TIERS}
    yield runs
    for run in runs.values():
        run.kill()
        run.communicate()


def interpreter_for_a_stranger() -> str:
    """Return a Python that a stranger may start and that finds numpy; this one may lie in a private
    directory.
    """
    check = f"import sys, numpy; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    for candidate in (sys.executable, "/usr/bin/python3"):
        try:
            run = as_a_stranger([candidate, "-c", check])
        except OSError:
            continue
        run.communicate()
        if run.returncode == 0:
            return candidate
    return not_here("ordinary-user", "no Python of this version with numpy that another user may start")


def as_a_stranger(command: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command,
        user=STRANGER,
        group=STRANGER,
        extra_groups=[],
        cwd="/",
        env={"PYTHONPATH": str(Path(numpy.__file__).parents[1])},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
