"""The jail in the process pool that Celery's workers use."""

import os
import signal
import time

import pytest

from grader.sandbox import Call, Jail, Limits
from tests.grader.sandbox.test_jail import AREA, is_alive, wait_until

billiard = pytest.importorskip("billiard", reason="the pool is only tested where Celery is installed")
_jail: Jail | None = None


def start_a_jail() -> None:
    """What `worker_process_init` does."""
    global _jail
    _jail = Jail(min_tier="seccomp", check=False)


def area(a: int, b: int) -> tuple[int, int, int]:
    assert _jail is not None
    (value,) = _jail.run(AREA, "area", [Call((a, b))]).values
    return value, os.getpid(), _jail.zygote.pid


def loop_for_ever() -> None:
    assert _jail is not None
    _jail.run("def f():\n    while True: pass\n", "f", [Call()], Limits(wall_seconds=60.0, cpu_seconds=50))


def test_a_prefork_pool_runs_submissions_and_a_killed_worker_leaves_no_process() -> None:
    pool = billiard.Pool(1, initializer=start_a_jail)
    try:
        value, worker, zygote = pool.apply(area, (3, 4))
        assert value == 12
        pool.apply_async(loop_for_ever)
        time.sleep(0.2)
        os.kill(worker, signal.SIGKILL)
        wait_until(lambda: not is_alive(zygote))
        value, successor, its_zygote = pool.apply(area, (5, 6))
        assert (value, successor != worker, its_zygote != zygote) == (30, True, True)
    finally:
        pool.terminate()
        pool.join()
    wait_until(lambda: not is_alive(its_zygote))
