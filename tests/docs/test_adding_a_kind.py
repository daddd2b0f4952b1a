"""The kind that CONTRIBUTING shows as a diff: applied to a copy of the package, it keeps every promise."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.docs.catalogue import ROOT

SHOWN = re.compile(r"```diff\n--- /dev/null\n\+\+\+ b/(\S+)\n@@ -0,0 \+1,(\d+) @@\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def patched(tmp_path_factory):
    """A folder with a copy of `exercises` to which the diff has been applied."""
    [(path, lines, body)] = SHOWN.findall((ROOT / "CONTRIBUTING.md").read_text())
    added = body.splitlines()
    assert len(added) == int(lines)
    assert all(line.startswith("+") for line in added)
    folder = tmp_path_factory.mktemp("patched")
    shutil.copytree(ROOT / "exercises", folder / "exercises", ignore=shutil.ignore_patterns("__pycache__"))
    file = folder / path
    assert not file.exists(), "the diff shows a kind that is already there"
    file.write_text("".join(f"{line[1:]}\n" for line in added))
    return folder


def run(folder, *words):
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "exercises", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def test_the_diff_is_one_file_among_the_kinds():
    [(path, _, _)] = SHOWN.findall((ROOT / "CONTRIBUTING.md").read_text())
    assert re.fullmatch(r"exercises/kinds/\w+\.py", path)


def test_the_new_kind_is_found_without_another_change(patched):
    assert "window-count" in run(patched, "list").stdout


def test_the_new_kind_keeps_every_promise(patched):
    done = run(patched, "self-test", "window-count", "--draws", "60")
    assert done.returncode == 0, done.stdout
    assert "BROKEN" not in done.stdout
    assert len(re.findall(r"^window-count +[123] ", done.stdout, re.MULTILINE)) == 3


def test_a_wrong_answer_to_the_new_kind_is_named(patched):
    question = run(patched, "generate", "window-count", "--level", "1", "--seed", "7").stdout
    height, width = map(int, re.search(r"input (\d+) high and (\d+) wide", question).groups())
    kernel = int(re.search(r"kernel of (\d+) ×", question)[1])
    wrong = str((height - kernel) * (width - kernel))
    done = run(patched, "check", "window-count", wrong, "--level", "1", "--seed", "7")
    assert "[forgot-one]" in done.stdout


def test_the_shown_file_is_formatted_as_the_others_are(patched):
    file = str(patched / "exercises" / "kinds" / "window_count.py")
    config = str(ROOT / "pyproject.toml")
    for words in (["check"], ["format", "--check"]):
        done = subprocess.run([sys.executable, "-m", "ruff", *words, "--config", config, file], capture_output=True)
        assert done.returncode == 0, done.stdout + done.stderr
