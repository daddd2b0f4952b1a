"""How fast and how large the jail is, as ratios to floors measured in the same minute on one core."""

import importlib.util
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.sandbox.client import ENVIRONMENT
from grader.sandbox.jail import Jail
from grader.sandbox.limits import Limits
from grader.sandbox.verdict import Call, Outcome
from grader.sandbox.wire import Array

SOURCE = """
import numpy as np


def conv2d(x, w):
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(x, 1), w.shape)
    return np.einsum("ijkl,kl->ij", windows, w)
"""
ASLEEP = "import time\ndef conv2d(x, w):\n    time.sleep(60)\n"
CALL = Call((Array("<f8", (32, 32), bytes(8192)), Array("<f8", (3, 3), bytes(72))))


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number and what it should be: `goal` is an upper bound, or a lower one where
    `more_is_better`.
    """

    name: str
    value: float
    unit: str
    goal: float | None = None
    more_is_better: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached, None where there is none."""
        if self.goal is None:
            return None
        return self.value >= self.goal if self.more_is_better else self.value <= self.goal


def measure(min_tier: str, rounds: int, flat_over: int) -> list[Figure]:
    """Measure on one core: `rounds` submissions for each time, `flat_over` for the growth of memory."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        with Jail(min_tier) as jail:
            return [*_times(jail, rounds), *_memory(jail), *_growth(jail, flat_over)]
    finally:
        os.sched_setaffinity(0, cores)


def _times(jail: Jail, rounds: int) -> Iterator[Figure]:
    # Floor and jail take turns, so that a slow moment of the machine meets both.
    slices = max(1, min(5, rounds // 20))
    floor, whole, one, ten = [], [], [], []
    floor_cpu = whole_cpu = 0.0
    for _ in range(slices):
        *seconds, cpu = _floor(rounds // slices)
        floor += seconds
        floor_cpu += cpu
        spent = _cpu(jail)
        whole += _repeat(rounds // slices, lambda: _whole_submission(jail))
        whole_cpu += _cpu(jail) - spent
        one += _repeat(rounds // slices, lambda: _verdict(jail, 1))
        ten += _repeat(rounds // slices, lambda: _verdict(jail, 10))
    floor_cpu = max(floor_cpu, 1 / os.sysconf("SC_CLK_TCK"))  # a few rounds may end between two ticks of that clock
    cold = _repeat(max(3, rounds // 40), lambda: _cold(jail.tier))
    ms = 1000.0
    yield Figure("no-isolation floor, p50", ms * statistics.median(floor), "ms")
    yield Figure("submission, 1 test, p50", ms * statistics.median(whole), "ms")
    yield Figure("submission, 1 test, p95", ms * _p95(whole), "ms")
    yield Figure("submission over floor", statistics.median(whole) / statistics.median(floor), "x", 1.6)
    yield Figure("processor time of the floor", ms * floor_cpu / len(floor), "ms")
    yield Figure("processor time of a submission", ms * whole_cpu / len(whole), "ms")
    yield Figure("submission over floor, processor time", whole_cpu / floor_cpu * len(floor) / len(whole), "x")
    yield Figure("cold jailed interpreter, p50", ms * statistics.median(cold), "ms")
    per_second = 1 / statistics.fmean(whole)
    yield Figure("throughput over cold", per_second * statistics.fmean(cold), "x", 25, more_is_better=True)
    yield Figure("time to verdict, 1 test, p50", ms * statistics.median(one), "ms", 2.5)
    yield Figure("time to verdict, 10 tests, p50", ms * statistics.median(ten), "ms", 6.0)
    yield Figure("submissions per second and core", per_second, "1/s", 250, more_is_better=True)
    yield Figure("submissions per processor second", len(whole) / whole_cpu, "1/s")


def _cpu(jail: Jail) -> float:
    """Processor seconds so far of the owner, the fork server and every child it has buried."""
    stat = Path(f"/proc/{jail.zygote.pid}/stat").read_text().rpartition(")")[2].split()
    return time.process_time() + sum(map(int, stat[11:15])) / os.sysconf("SC_CLK_TCK")


def _whole_submission(jail: Jail) -> float:
    """From the order for a child to its burial: nothing is left for later."""
    started = time.perf_counter()
    _run(jail, 1)
    jail.zygote.settle()
    return time.perf_counter() - started


def _verdict(jail: Jail, tests: int) -> float:
    """From the submission to the last answer, with a child waiting."""
    jail.prepare()
    jail.zygote.settle()
    time.sleep(0.004)  # the waiting child shall have locked itself in, as between two submissions of a class
    started = time.perf_counter()
    with jail.session(SOURCE, "conv2d") as session:
        for _ in range(tests):
            answer = session.call(*CALL.args)
        seconds = time.perf_counter() - started
    assert answer.outcome is Outcome.ANSWERED, answer
    return seconds


def _cold(tier: str) -> float:
    started = time.perf_counter()
    with Jail(tier=tier, check=False) as jail:
        _run(jail, 1)
    return time.perf_counter() - started


def _run(jail: Jail, tests: int) -> None:
    report = jail.run(SOURCE, "conv2d", [CALL] * tests)
    assert report.outcome is Outcome.ANSWERED, report


def _floor(rounds: int) -> list[float]:
    spec = importlib.util.find_spec("numpy")
    assert spec is not None
    assert spec.origin is not None
    program = str(Path(__file__).with_name("floor.py"))
    place = str(Path(spec.origin).parents[1])
    command = [sys.executable, "-s", "-S", "-P", "-B", "-X", "utf8", program, place, str(rounds)]
    done = subprocess.run(command, input=SOURCE, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    return [float(line) for line in done.stdout.split()]


def _memory(jail: Jail) -> Iterator[Figure]:
    if os.geteuid() != 0:
        return  # the processes of the jail cannot be looked into, not even by their owner
    limits = Limits(wall_seconds=0.3)
    sessions = [jail.session(ASLEEP, "conv2d", limits) for _ in range(8)]
    for session in sessions:
        session.call(*CALL.args)
    jail.zygote.settle()
    running = [_pss(_global_pid(session.child.pidfd)) for session in sessions]
    for session in sessions:
        session.close()
    jail.zygote.settle()
    jail.drop_spare()
    jail.zygote.settle()
    yield Figure("PSS of a running submission", statistics.fmean(running), "MB", 5.0)
    yield Figure("PSS of the fork server", _pss(jail.zygote.pid), "MB", 40.0)


def _growth(jail: Jail, count: int) -> Iterator[Figure]:
    for _ in range(min(50, count)):
        _run(jail, 1)
    before = _status(jail.zygote.pid, "RssAnon")
    for _ in range(count):
        jail.zygote.spawned = 0  # no recycling: growth is what is measured
        _run(jail, 1)
    after = _status(jail.zygote.pid, "RssAnon")
    yield Figure(f"growth of the fork server over {count} submissions", (after - before) / 1024, "MB", 0.5)


def _repeat(count: int, action: Callable[[], float]) -> list[float]:
    return [action() for _ in range(count)]


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def _global_pid(pidfd: int) -> int:
    return _number(Path(f"/proc/self/fdinfo/{pidfd}").read_text(), "Pid")


def _pss(pid: int) -> float:
    return _number(Path(f"/proc/{pid}/smaps_rollup").read_text(), "Pss") / 1024


def _status(pid: int, field: str) -> int:
    return _number(Path(f"/proc/{pid}/status").read_text(), field)


def _number(text: str, field: str) -> int:
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith(f"{field}:"))
