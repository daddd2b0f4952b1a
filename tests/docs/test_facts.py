"""Every statement of the sources is a test, a ready question, or said to be beyond grading."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATEMENTS = set(range(1, 111))
NAMED = re.compile(r"(?<![A-Za-z0-9])[sS](\d{1,3})(?![0-9A-Za-z])|_s(\d{1,3})_")


def test_every_statement_is_held_or_excused_and_none_is_both():
    sources = [*(ROOT / "tests" / "exercises").rglob("*.py"), *(ROOT / "exercises").glob("*.py")]
    held = {int(a or b) for file in sources for a, b in NAMED.findall(file.read_text())}
    excused = {int(n) for n in re.findall(r"^\| S(\d+) \|", (ROOT / "docs" / "facts.md").read_text(), re.MULTILINE)}
    assert held | excused >= STATEMENTS
    assert held & excused == set()
