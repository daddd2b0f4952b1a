"""The trusted side of the fork server: starts it, asks it for children, kills and buries them."""

import contextlib
import importlib.util
import json
import os
import secrets
import select
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grader.sandbox.control import REAP, REAPED, REQUEST, SPAWN, SPAWNED
from grader.sandbox.limits import Limits
from grader.sandbox.verdict import Death

START_SECONDS = 30.0
REPLY_SECONDS = 10.0
FIRST_JAIL_UID, JAIL_UIDS = 61_184, 4_096
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "LD_BIND_NOW": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}


class Broken(Exception):
    """The fork server could not start, or no longer answers; the message says why in words."""


@dataclass(slots=True, eq=False)
class Child:
    """One jailed process as its parent sees it. `pid` is the fork server's name for it."""

    limits: Limits
    channel: socket.socket
    stdout: int
    stderr: int
    pid: int = 0
    pidfd: int = -1
    death: Death | None = None

    def close(self) -> None:
        """Let go of every descriptor."""
        self.channel.close()
        for descriptor in (self.stdout, self.stderr, self.pidfd):
            if descriptor >= 0:
                os.close(descriptor)
        self.stdout = self.stderr = self.pidfd = -1


class Zygote:
    """One running fork server. Not for several threads: it dies with the thread that started it."""

    def __init__(self, tier: str, user_namespace: bool = True) -> None:
        """Start and wait for "ready"; Broken, with the reason, if this kind of jail cannot be had here."""
        self.tier = tier
        self.landlock = False
        self.spawned = 0
        self._awaited: deque[Callable[[bytes, list[int]], None]] = deque()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._process = _start_interpreter(theirs, _plan(tier, user_namespace, theirs))
        self.pid = self._process.pid
        try:
            self._wait_until_ready(time.monotonic() + START_SECONDS)
        except Broken:
            self.stop()
            raise

    def spawn(self, limits: Limits) -> Child:
        """Ask for a child; does not wait for it."""
        ours, theirs = socket.socketpair()
        stdout, child_stdout = os.pipe()
        stderr, child_stderr = os.pipe()
        child = Child(limits, ours, stdout, stderr)
        request = REQUEST.pack(SPAWN, limits.cpu_seconds, limits.memory_bytes)
        try:
            self._send(request, [child_stdout, child_stderr, theirs.fileno()])
        except Broken:
            child.close()
            raise
        finally:
            theirs.close()
            os.close(child_stdout)
            os.close(child_stderr)
        for descriptor in (stdout, stderr):
            os.set_blocking(descriptor, False)
        ours.setblocking(False)

        def born(reply: bytes, descriptors: list[int]) -> None:
            (child.pid,) = SPAWNED.unpack(reply)
            (child.pidfd,) = descriptors

        self._awaited.append(born)
        self.spawned += 1
        return child

    def kill(self, child: Child) -> None:
        """End a child now, whatever it is doing."""
        self._settle(lambda: child.pidfd >= 0)
        with contextlib.suppress(ProcessLookupError):  # it has died with its fork server
            signal.pidfd_send_signal(child.pidfd, signal.SIGKILL)

    def bury(self, child: Child) -> None:
        """Ask for the remains of a child that is dead or dying; does not wait for them."""
        self._settle(lambda: child.pidfd >= 0)

        def buried(reply: bytes, descriptors: list[int]) -> None:
            child.death = Death(*REAPED.unpack(reply))

        self._send(REQUEST.pack(REAP, child.pid, 0), [])
        self._awaited.append(buried)

    def autopsy(self, child: Child, grace: float) -> Death | None:
        """Return how a child that hung up died, None if it is still alive after `grace` seconds."""
        self._settle(lambda: child.pidfd >= 0)
        if not _readable(child.pidfd, grace):
            return None
        self.bury(child)
        self._settle(lambda: child.death is not None)
        return child.death

    def settle(self) -> None:
        """Wait for every answer that is still owed."""
        self._settle(lambda: not self._awaited)

    def stop(self) -> None:
        """End the fork server and every child, and wait until it is gone."""
        self._control.close()
        for pid in {self.pid, self._process.pid}:
            if pid != self._process.pid or self._process.poll() is None:
                _kill_and_wait(pid)
        if self._process.returncode is None:
            self._process.wait()
        if self._process.stderr is not None:
            self._process.stderr.close()

    def abandon(self) -> None:
        """Let go without ending it: for a forked copy of the owner, whose fork server this is not."""
        self._control.close()
        if self._process.stderr is not None:
            self._process.stderr.close()
        self._process.returncode = 0  # not ours to wait for

    def _wait_until_ready(self, deadline: float) -> None:
        while True:
            if not _readable(self._control.fileno(), deadline - time.monotonic()):
                raise Broken(f"the jail was not ready within {START_SECONDS:.0f} s")
            message = self._control.recv(4096)
            if not message:
                raise Broken(f"the jailed interpreter ended before it was ready: {self._last_words()}")
            news = json.loads(message)
            if "error" in news:
                raise Broken(news["error"])
            self.pid = news.get("pid", self.pid)
            if "ready" in news:
                self.landlock = news["landlock"]
                return

    def _last_words(self) -> str:
        assert self._process.stderr is not None
        self._process.wait()
        return self._process.stderr.read()[-500:].decode("utf-8", "replace").strip() or "no reason given"

    def _send(self, request: bytes, descriptors: list[int]) -> None:
        try:
            socket.send_fds(self._control, [request], descriptors)
        except OSError as error:
            raise Broken(f"the fork server is gone: {error}") from error

    def _settle(self, done: Callable[[], bool]) -> None:
        while not done():
            if not _readable(self._control.fileno(), REPLY_SECONDS):
                raise Broken(f"the fork server did not answer within {REPLY_SECONDS:.0f} s")
            try:
                reply, descriptors, _, _ = socket.recv_fds(self._control, 64, 1)
            except OSError as error:
                raise Broken(f"the fork server is gone: {error}") from error
            if not reply:
                raise Broken("the fork server is gone")
            self._awaited.popleft()(reply, descriptors)


def _plan(tier: str, user_namespace: bool, control: socket.socket) -> str:
    spec = importlib.util.find_spec("numpy")
    if spec is None or spec.origin is None:
        raise Broken("numpy is not installed")
    return json.dumps(
        {
            "tier": tier,
            "user_namespace": user_namespace,
            "uid": _unused_uid() if os.geteuid() == 0 else None,
            "parent": os.getpid(),
            "control": control.fileno(),
            "path": [str(Path(spec.origin).parent.parent)],
        }
    )


def _unused_uid() -> int:
    import pwd  # not there on every system, and only root on Linux comes here

    taken = {entry.pw_uid for entry in pwd.getpwall()}
    start = secrets.randbelow(JAIL_UIDS)
    candidates = (FIRST_JAIL_UID + (start + step) % JAIL_UIDS for step in range(JAIL_UIDS))
    return next(uid for uid in candidates if uid not in taken)


def _start_interpreter(control: socket.socket, plan: str) -> subprocess.Popen[bytes]:
    launcher = Path(__file__).with_name("launch.py")
    command = [sys.executable, "-s", "-S", "-P", "-B", "-X", "utf8", str(launcher), plan]
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=ENVIRONMENT,
            cwd="/",
            pass_fds=[control.fileno()],
            start_new_session=True,
        )
    finally:
        control.close()


def _readable(descriptor: int, seconds: float) -> bool:
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(max(0.0, seconds) * 1000))


def _kill_and_wait(pid: int) -> None:
    # It may have ended on its own, and someone else may have waited for it.
    with contextlib.suppress(ProcessLookupError, ChildProcessError):
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
