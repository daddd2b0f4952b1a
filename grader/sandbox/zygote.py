"""The fork server: imports numpy once, locks itself in, and forks one locked-down child per submission.

It never reads a byte of a submission: descriptors are passed through it to the child. Its only words with the
parent are the requests below, on one SEQPACKET socket. Any failure before "ready" is an error message and an
exit, never a weaker jail.
"""

import gc
import importlib
import json
import os
import platform
import resource
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from grader.sandbox import kernel, mappings, policy
from grader.sandbox.control import REAPED, REQUEST, SPAWN, SPAWNED

CONTROL = 3
CHANNEL = 3  # of a child, which has let go of the control socket
PRELOADED = """
    __future__ abc array bisect calendar cmath codecs collections contextlib copy csv dataclasses datetime
    decimal enum fractions functools heapq inspect io itertools json linecache logging math numbers operator
    pprint queue random re signal socket statistics string struct textwrap threading time timeit traceback
    types typing unicodedata uuid warnings _strptime
    encodings.ascii encodings.latin_1 encodings.cp1252 encodings.utf_16 encodings.idna
    numpy numpy.char numpy.fft numpy.lib.stride_tricks numpy.linalg numpy.polynomial numpy.random
    numpy.rec numpy.strings numpy.typing grader.sandbox.runner
"""
_NOTHING_OF = (
    resource.RLIMIT_CORE,
    resource.RLIMIT_FSIZE,
    resource.RLIMIT_MEMLOCK,
    resource.RLIMIT_MSGQUEUE,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to lock in: the tier, whether to go through a user namespace, and the uid to become (root only)."""

    tier: str
    user_namespace: bool
    uid: int | None
    parent: int


@dataclass(frozen=True, slots=True)
class Lock:
    """What every child is locked with: two programs, a Landlock ruleset (or -1) and the server's own memory
    in bytes.
    """

    child_filter: kernel.Filter
    ruleset: int
    address_space: int
    data: int


def serve(config: dict[str, Any]) -> NoReturn:
    """Become the fork server; reports "ready" or "error" on the control socket and never returns."""
    plan = Plan(config["tier"], config["user_namespace"], config["uid"], config["parent"])
    os.dup2(config["control"], CONTROL, inheritable=False)
    if config["control"] != CONTROL:
        os.close(config["control"])
    control = socket.socket(fileno=CONTROL)
    try:
        kernel.die_with_parent()
        if os.getppid() != plan.parent:
            os._exit(1)
        _import_everything()
        mappings.join()
        lock = _lock_in(plan, control)
        control.sendmsg([json.dumps({"ready": True, "landlock": lock.ruleset >= 0}).encode()])
    except BaseException as error:
        control.sendmsg([json.dumps({"error": f"{type(error).__name__}: {error}"[:500]}).encode()])
        os._exit(1)
    _answer_requests(control, lock)


def _import_everything() -> None:
    for name in PRELOADED.split():
        importlib.import_module(name)
    numpy = sys.modules["numpy"]
    square = numpy.ones((32, 32))  # the first product makes OpenBLAS take its buffers, before we count
    numpy.linalg.solve(square @ square + numpy.eye(32), square)
    gc.collect()
    kernel.give_back_free_memory()  # before warming up, so that what children use is there already
    sys.modules["grader.sandbox.runner"].warm_up()
    sys.stdout.reconfigure(line_buffering=True, errors="backslashreplace")  # type: ignore[union-attr]
    sys.stderr.reconfigure(line_buffering=True)  # type: ignore[union-attr]


def _lock_in(plan: Plan, control: socket.socket) -> Lock:
    status = Path("/proc/self/status").read_text()
    if _field(status, "Threads") != 1:
        raise RuntimeError("numpy started threads; a fork of this process could hang")
    if plan.tier == "A":
        _leave_the_world(plan, control)
    elif plan.uid is not None:
        _become(plan.uid)
    if plan.tier == "A" or plan.uid is not None:
        kernel.drop_capabilities()
    kernel.no_new_privileges()
    kernel.dumpable(False)
    kernel.die_with_parent()  # again: every change of credentials clears it
    ruleset = _landlock(plan)
    _forget_the_outside()
    for limit in _NOTHING_OF:
        resource.setrlimit(limit, (0, 0))
    machine = platform.machine()
    size, data = 1024 * _field(status, "VmSize"), 1024 * _field(status, "VmData")
    lock = Lock(kernel.Filter(policy.child_filter(machine)), ruleset, size, data)
    base_filter = kernel.Filter(policy.base_filter(machine))
    gc.collect()
    gc.freeze()
    base_filter.install()
    return lock


def _field(status: str, name: str) -> int:
    line = next(line for line in status.splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1])


def _leave_the_world(plan: Plan, control: socket.socket) -> None:
    """Enter empty namespaces as their first process. The process that was started tells the new pid and
    ends.
    """
    if plan.user_namespace:
        if plan.uid is not None:
            _become(plan.uid)
        _enter_user_namespace()
    else:
        kernel.unshare(kernel.NAMESPACES)
    socket.sethostname("jail")
    kernel.enter_empty_root()
    pid = kernel.fork_as_sibling()
    if pid:
        control.sendmsg([json.dumps({"pid": pid}).encode()])
        os._exit(0)
    if not plan.user_namespace and plan.uid is not None:
        _become(plan.uid)


def _become(uid: int) -> None:
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def _enter_user_namespace() -> None:
    uid, gid = os.getuid(), os.getgid()
    kernel.dumpable(True)  # a process that changed its uid does not own its own /proc entry until it says so
    kernel.unshare(kernel.USER_NAMESPACE | kernel.NAMESPACES)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")


def _landlock(plan: Plan) -> int:
    abi = kernel.landlock_abi()
    if plan.tier == "seccomp" or (plan.tier == "A" and abi == 0):
        return -1
    if abi == 0:
        raise RuntimeError("tier B needs Landlock, and this kernel has none")
    ruleset = kernel.landlock_deny_all(abi)
    kernel.landlock_restrict(ruleset)
    return ruleset


def _forget_the_outside() -> None:
    sys.argv[:] = [""]
    sys.path.clear()
    sys.path_hooks.clear()
    sys.path_importer_cache.clear()
    sys.meta_path[:] = [finder for finder in sys.meta_path if getattr(finder, "__name__", "") != "PathFinder"]
    os.environ.clear()
    for stream in (1, 2):
        os.dup2(0, stream)


def _answer_requests(control: socket.socket, lock: Lock) -> NoReturn:
    while True:
        request, descriptors, _, _ = socket.recv_fds(control, REQUEST.size, 3)
        if not request:
            os._exit(0)  # the parent is gone
        action, first, second = REQUEST.unpack(request)
        if action == SPAWN:
            _spawn(control, lock, descriptors, cpu=first, memory=second)
        else:
            _, status, usage = os.wait4(first, 0)
            control.sendmsg([REAPED.pack(status, usage.ru_utime + usage.ru_stime)])


def _spawn(control: socket.socket, lock: Lock, descriptors: list[int], cpu: int, memory: int) -> None:
    pid = os.fork()
    if pid == 0:
        _be_a_child(lock, descriptors, cpu, memory)
    for descriptor in descriptors:
        os.close(descriptor)
    pidfd = os.pidfd_open(pid)
    socket.send_fds(control, [SPAWNED.pack(pid)], [pidfd])
    os.close(pidfd)


def _be_a_child(lock: Lock, descriptors: list[int], cpu: int, memory: int) -> NoReturn:
    try:
        _lock_child(lock, descriptors, cpu, memory)
        runner = sys.modules["grader.sandbox.runner"]
        runner.announce(CHANNEL)
        runner.run(CHANNEL)
    finally:
        os._exit(0)


def _lock_child(lock: Lock, descriptors: list[int], cpu: int, memory: int) -> None:
    kernel.die_with_parent()
    for place, descriptor in enumerate(descriptors, start=1):
        os.dup2(descriptor, place)
    address_space, data = lock.address_space + memory, lock.data + memory
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))
    resource.setrlimit(resource.RLIMIT_DATA, (data, data))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    if lock.ruleset >= 0:
        kernel.landlock_restrict(lock.ruleset)
    kernel.close_from(4)
    resource.setrlimit(resource.RLIMIT_NOFILE, (4, 4))
    lock.child_filter.install()
