"""Every statement of the sources is worked out by a test, is a ready question with a known answer, or is excused."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

from exercises import claims, overstatements
from exercises.facts import FACTS

ROOT = Path(__file__).resolve().parents[2]
STATEMENTS = {f"S{n}" for n in range(1, 111)}
NUMBER = re.compile(r"(?<![A-Za-z0-9])[sS](\d{1,3})(?![0-9A-Za-z])|_s(\d{1,3})(?=_|$)")


@cache
def collected():
    """The names of the tests that pytest would run, with what they are run on."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-p", "no:xdist", "tests/exercises/facts"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120).stdout
    return [line.partition("::")[2] for line in found.splitlines() if "::" in line]


def numbers_in(name):
    return {f"S{a or b}" for a, b in NUMBER.findall(name)}


def run_by_tests():
    return {number for name in collected() for number in numbers_in(name)}


def asked():
    """Those of ready questions. `tests/exercises/facts` holds each of these to its answer."""
    return {number for fact in FACTS for number in fact.ids}


def excused():
    rows = re.findall(r"^\| (S\d+) \| (.+) \|$", (ROOT / "docs" / "facts.md").read_text(), re.MULTILINE)
    assert all(why.endswith(".") for _, why in rows)
    return {number for number, _ in rows}


def test_every_statement_is_worked_out_or_excused_and_none_is_both():
    assert run_by_tests() | asked() | excused() == STATEMENTS
    assert (run_by_tests() | asked()) & excused() == set()


def test_a_number_counts_only_in_the_name_of_a_test():
    assert numbers_in("test_s36_s37_and_s76_the_brackets_mean_floor") == {"S36", "S37", "S76"}
    assert numbers_in("test_the_size_is_that_of_the_lecture[S9-three]") == {"S9"}
    assert numbers_in("test_there_are_36_windows_of_s_cells") == set()


def test_every_ready_question_is_run():
    """As often as it stands there: a question that nobody answers holds nothing."""
    run = [name for name in collected() if name.startswith("test_a_ready_question_can_be_asked_and_explained[")]
    assert len(run) == len(FACTS)


def test_a_question_of_statements_has_one_of_each_statement_that_it_is_said_to_hold():
    for fact in FACTS:
        if fact.slug == "statements":
            bank = overstatements.PAIRS if fact.parameters["bold"] else claims.CLAIMS
            drawn = [set(bank[slug].facts) for slug, *_ in fact.parameters["drawn"]]
            assert all(any(number in facts for facts in drawn) for number in fact.ids), fact
