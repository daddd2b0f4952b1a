import json
import subprocess
import sys
from pathlib import Path

import pytest

from grader.sandbox import Jail, __main__, bench

ROOT = Path(__file__).parents[3]


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "grader.sandbox", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_self_test_names_the_tier_and_counts_the_canaries(any_jail: Jail) -> None:
    done = command("self-test", "--min-tier", "seccomp")
    assert done.returncode == 0, done.stdout
    assert f"tier {any_jail.tier}, Landlock ABI" in done.stdout
    assert "17 of 17 canaries" in done.stdout


def test_a_server_that_cannot_run_code_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "argv", ["sandbox", "self-test"])
    assert __main__.main() == 1
    assert "cannot run code here: code runs only on Linux" in capsys.readouterr().out


def test_the_benchmark_measures_every_figure_and_keeps_to_its_own_core(any_jail: Jail) -> None:
    done = command("bench", "--json", "--rounds", "10", "--flat-over", "20", "--min-tier", "seccomp")
    assert done.returncode == 0, done.stderr
    figures = {figure["name"]: figure for figure in json.loads(done.stdout)}
    assert {"submission over floor", "throughput over cold", "time to verdict, 1 test, p50"} <= set(figures)
    assert all(figure["value"] >= 0 for figure in figures.values())


def test_a_figure_knows_whether_its_goal_is_met() -> None:
    assert bench.Figure("ratio", 1.5, "x", 1.6).met is True
    assert bench.Figure("rate", 200, "1/s", 250, more_is_better=True).met is False
    assert bench.Figure("time", 1.0, "ms").met is None


def test_the_fuzz_repeats_itself_with_the_same_seed() -> None:
    done = command("fuzz", "--seconds", "0", "--seed", "7")
    assert done.returncode == 0
    assert "seed 7" in done.stdout
