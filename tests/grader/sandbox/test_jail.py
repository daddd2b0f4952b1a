import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import grader.sandbox.jail as jail_module
from grader.sandbox import Call, Jail, Limits, Outcome, Unavailable, selftest, why_not
from grader.sandbox.client import Broken, Zygote
from tests.grader.sandbox.corpus import SERVER_DESCRIPTORS, children_of, descriptors_of

AREA = "def area(a, b):\n    return a * b\n"
ROOT = Path(__file__).parents[3]


def test_a_good_function_is_answered(jail: Jail) -> None:
    report = jail.run(AREA, "area", [Call((3, 4)), Call((5,), {"b": 6})])
    assert report.outcome is Outcome.ANSWERED
    assert report.values == (12, 30)
    assert report.tier == jail.tier


def test_an_endless_loop_is_ended_at_its_wall_limit(jail: Jail) -> None:
    report = jail.run("def f():\n    while True: pass\n", "f", [Call()], Limits(wall_seconds=0.2))
    assert report.outcome is Outcome.TIME_LIMIT
    assert "0.2 s" in report.words


def test_every_canary_ends_as_it_must(jail: Jail) -> None:
    assert list(selftest.failures(jail.run)) == []


def test_the_fork_server_has_one_child_and_the_descriptors_it_began_with(jail: Jail) -> None:
    jail.run(AREA, "area", [Call((3, 4))])
    jail.zygote.settle()
    assert len(children_of(jail.zygote.pid)) == 1
    if os.geteuid() == 0:
        assert descriptors_of(jail.zygote.pid) <= SERVER_DESCRIPTORS


def test_a_killed_owner_leaves_no_process(jail: Jail) -> None:
    owner = subprocess.Popen([sys.executable, "-c", OWNER, jail.tier], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    pids = [int(word) for word in owner.stdout.readline().split()]
    assert len(pids) == 2
    assert all(map(is_alive, pids))
    owner.kill()
    owner.communicate()
    wait_until(lambda: not any(map(is_alive, pids)))


OWNER = """
import sys
from collections.abc import Callable
from pathlib import Path
from grader.sandbox import Jail, Limits

jail = Jail(tier=sys.argv[1], check=False)
session = jail.session("def f():\\n    while True: pass\\n", "f", Limits(wall_seconds=60.0, cpu_seconds=50))
jail.zygote.settle()
fields = Path(f"/proc/self/fdinfo/{session.child.pidfd}").read_text().splitlines()
print(jail.zygote.pid, *[line.split()[1] for line in fields if line.startswith("Pid:")], flush=True)
session.call()
"""


def test_stopping_leaves_no_process() -> None:
    with Jail(min_tier="seccomp", check=False) as jail:
        jail.run(AREA, "area", [Call((3, 4))])
        jail.zygote.settle()
        pids = [jail.zygote.pid, *children_of(jail.zygote.pid)]
    assert len(pids) == 2
    wait_until(lambda: not any(map(is_alive, pids)))


def test_a_session_that_is_still_open_is_closed_with_the_jail() -> None:
    with Jail(min_tier="seccomp", check=False) as jail:
        session = jail.session(AREA, "area")
    assert session.close().outcome is Outcome.ANSWERED


@pytest.mark.parametrize("found_dead", [True, False])
def test_a_fork_server_that_died_is_replaced_and_nobody_notices(found_dead: bool) -> None:
    with Jail(min_tier="seccomp", check=False) as jail:
        first = jail.zygote.pid
        os.kill(first, signal.SIGKILL)
        if found_dead:
            wait_until(lambda: not is_alive(first))
        assert jail.run(AREA, "area", [Call((3, 4))]).values == (12,)
        assert jail.zygote.pid != first


def test_a_fork_server_that_dies_under_a_session_is_our_fault_not_the_students() -> None:
    with Jail(min_tier="seccomp", check=False) as jail:
        with jail.session(AREA, "area") as session:
            os.kill(jail.zygote.pid, signal.SIGKILL)
            wait_until(lambda: not is_alive(jail.zygote.pid))
            assert session.call(3, 4).outcome is Outcome.JUDGE_ERROR
        assert jail.run(AREA, "area", [Call((3, 4))]).values == (12,)


def test_the_fork_server_is_replaced_when_it_is_worn_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jail_module, "RECYCLE_AFTER", 3)
    with Jail(min_tier="seccomp", check=False) as jail:
        seen = set()
        for _ in range(5):
            assert jail.run(AREA, "area", [Call((3, 4))]).values == (12,)
            seen.add(jail.zygote.pid)
        assert len(seen) >= 2
        assert [pid for pid in seen if is_alive(pid)] == [jail.zygote.pid]


def test_the_waiting_child_fits_the_limits_asked_for() -> None:
    source = "def f():\n    return len(bytearray(100 << 20))\n"
    with Jail(min_tier="seccomp", check=False) as jail:
        small, large = Limits(memory_bytes=32 << 20), Limits(memory_bytes=200 << 20)
        jail.prepare(large)
        assert jail.run(source, "f", [Call()], small).outcome is Outcome.MEMORY_LIMIT
        assert jail.run(source, "f", [Call()], large).outcome is Outcome.ANSWERED


def test_a_forked_copy_of_the_owner_gets_a_jail_of_its_own(any_jail: Jail) -> None:
    before = any_jail.run(AREA, "area", [Call((3, 4))])
    copy = multiprocessing.get_context("fork").Process(target=run_in_a_copy, args=(any_jail,), daemon=True)
    copy.start()
    copy.join(60)
    assert copy.exitcode == 0
    assert any_jail.run(AREA, "area", [Call((3, 4))]).values == before.values


def run_in_a_copy(jail: Jail) -> None:
    """Runs in a daemonic child, as a worker of a prefork pool does."""
    original = jail.zygote.pid
    fine = jail.run(AREA, "area", [Call((3, 4))]).values == (12,) and jail.zygote.pid != original
    jail.stop()
    os._exit(0 if fine else 1)


def test_without_linux_the_reason_is_given_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert "Linux" in why_not()
    with pytest.raises(Unavailable, match="code runs only on Linux, and this server runs darwin"):
        Jail()


def test_a_jail_that_is_too_weak_is_refused_with_every_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(tier: str, user_namespace: bool) -> Zygote:
        raise Broken(f"no luck with {tier}")

    monkeypatch.setattr(jail_module, "Zygote", fail)
    with pytest.raises(Unavailable, match=r"tier A: no luck with A.*tier B: no luck with B") as refused:
        Jail(min_tier="B")
    assert "tier seccomp" not in str(refused.value)


def test_a_jail_that_fails_its_self_test_is_refused_and_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    leak = selftest.Canary("a leak", "def f():\n    return 1\n", Outcome.SECURITY)
    monkeypatch.setattr(selftest, "CANARIES", (leak,))
    before = descriptors_of("self")
    with pytest.raises(Unavailable, match="a leak: ANSWERED instead of SECURITY"):
        Jail(min_tier="seccomp")
    assert descriptors_of("self") == before


def test_an_interpreter_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(Broken, match="ended before it was ready"):
        Zygote("seccomp")


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, who has two ways into a namespace")
def test_root_does_without_a_user_namespace_where_those_are_forbidden() -> None:
    try:
        zygote = Zygote("A", user_namespace=False)
    except Broken as why:
        pytest.skip(f"this root may not make namespaces: {why}")
    child = zygote.spawn(Limits())
    zygote.settle()
    assert child.pid > 1
    child.close()
    zygote.stop()


def test_the_judges_side_loads_neither_numpy_nor_a_framework() -> None:
    check = "import sys, grader.sandbox; print({'numpy', 'django', 'celery', 'exercises'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def wait_until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.01)
