"""One machine, one command: web, worker and beat as children that start and end together.

`python -m grader.launch` is what `make run` calls. Ctrl-C or SIGTERM ends all of them; one that dies is started
again, because what it was doing is owed and will be swept up. `python -m grader.launch code` becomes the worker for
code and nothing else, as a container of compose does.
"""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import NoReturn

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError

from grader.sandbox import why_not

# An idle Celery worker takes about six seconds to end by itself. Nobody has to wait for that: an answer that is cut
# off in the middle is still owed, and the sweep after the next start sends it again.
SHUTDOWN_SECONDS = 2
RESTART_SECONDS = 2
PR_SET_PDEATHSIG = 1
CELERY = ("-m", "celery", "--quiet", "-A", "grader.celery")


@dataclass
class Child:
    """A process of ours; `due` is when it may be started again."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    due: float = field(default=0)

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=_end_with_parent)
        self.due = time.monotonic() + RESTART_SECONDS

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None


def main() -> None:
    if sys.argv[1:] == ["code"]:
        _become_code_worker()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grader.settings")
    with _in_one_line("the settings cannot be used", ImproperlyConfigured, ValueError, OSError):
        django.setup()
    _refuse_busy_port(settings.HOST, settings.PORT)
    with _in_one_line("the database cannot be used", DatabaseError):
        prepare()
    ended = _listen_for_the_end()
    children = [Child(name, command) for name, command in commands().items()]
    _clear_scratch()
    settings.SCRATCH.mkdir()
    os.putenv("TMPDIR", str(settings.SCRATCH))  # for the children alone
    try:
        _keep_running(children, ended)
    finally:
        _end(children)
        _clear_scratch()


def _clear_scratch() -> None:
    """Remove what children that were killed have left behind, in this life or the one before."""
    shutil.rmtree(settings.SCRATCH, ignore_errors=True)


@contextmanager
def _in_one_line(what: str, *expected: type[Exception]) -> Iterator[None]:
    """End with one line that says what is wrong, instead of a traceback, for what the user can mend."""
    try:
        yield
    except expected as problem:
        reason = " ".join(str(problem).split())
        sys.exit(f"stridewise: {what}: {reason}. docs/settings.md explains each setting.")


def commands() -> dict[str, list[str]]:
    """What runs: the web server, the workers, and the clock that sweeps."""
    celery = [sys.executable, "-W", "ignore:You're running the worker", *CELERY]
    address = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
    return {
        "web": [
            *[sys.executable, "-m", "gunicorn", "grader.wsgi", "--bind", f"{address}:{settings.PORT}"],
            *["--worker-class", "gthread", "--threads", "8", "--log-level", "warning", "--graceful-timeout", "1"],
            *["--limit-request-line", "8190"],  # the id of a large question stands in its address
            "--no-control-socket",  # it would stand in the home folder, shared by all sites of a user,
        ],
        "worker": [*celery, *_worker()],
        **({"code": [*celery, *_code_worker()]} if settings.CODE_WORKERS and not why_not() else {}),
        "hooks": [*celery, *_hooks_worker()],
        "beat": [*celery, "beat", "--loglevel", "WARNING", "--pidfile="],
    }


def _worker() -> list[str]:
    number = str(settings.WORKERS)
    return ["worker", "--queues", "celery", "--concurrency", number, "--loglevel", "WARNING"]


def _code_worker() -> list[str]:
    number = str(settings.CODE_WORKERS)
    return ["worker", "--queues", "code", "--hostname", "code@%h", "--concurrency", number, "--loglevel", "WARNING"]


def _become_code_worker() -> NoReturn:
    """Never more than `CODE_WORKERS`, and none for 0: Celery takes that for as many as there are cores."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grader.settings")
    with _in_one_line("the settings cannot be used", ImproperlyConfigured, ValueError, OSError):
        number = settings.CODE_WORKERS
    if number:
        os.execv(sys.executable, [sys.executable, *CELERY, *_code_worker()])  # noqa: S606 - our own program
    _say("CODE_WORKERS is 0: no code runs here")
    # It stays, as a container that ends is started again; as the first process of one it would not be ended by SIGTERM.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    while True:
        signal.pause()


def _hooks_worker() -> list[str]:
    """Webhooks and mail wait for others, so two threads of one process do: half the memory of processes."""
    name = ["--queues", "hooks", "--hostname", "hooks@%h"]
    return ["worker", *name, "--pool", "threads", "--concurrency", "2", "--loglevel", "WARNING"]


def prepare() -> None:
    """Bring the database up to date, and give a first start something to look at."""
    _say("preparing the database")
    call_command("migrate", verbosity=0)
    call_command("demo")


def _refuse_busy_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            sys.exit(
                f"stridewise: cannot listen on {host}:{port} ({problem.strerror}). Choose another: make run PORT=8001"
            )


def _listen_for_the_end() -> list[int]:
    """A list that is filled by the first SIGINT or SIGTERM."""
    ended: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        ended.append(number)

    signal.signal(signal.SIGINT, note)
    signal.signal(signal.SIGTERM, note)
    return ended


def _keep_running(children: list[Child], ended: list[int]) -> None:
    announced = False
    while not ended:
        for child in children:
            if not child.alive and time.monotonic() >= child.due:
                if child.process is not None:
                    _say(f"{child.name} ended with status {child.process.returncode}; starting it again")
                child.start()
        if not announced and _answers():
            announced = True
            _say(f"ready: http://{settings.HOST}:{settings.PORT}/   (Ctrl-C ends it)")
        time.sleep(0.1)


def _answers() -> bool:
    with socket.socket(socket.AF_INET6 if ":" in settings.HOST else socket.AF_INET) as probe:
        probe.settimeout(0.2)
        return probe.connect_ex((settings.HOST, settings.PORT)) == 0


def _end(children: list[Child]) -> None:
    """Ask every child to finish, and end what is left of its whole process group after a while."""
    _say("ending")
    for child in children:
        if child.alive and child.process:
            child.process.terminate()
    deadline = time.monotonic() + SHUTDOWN_SECONDS
    while any(child.alive for child in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    for child in children:
        _kill_group(child)


def _kill_group(child: Child) -> None:
    if child.process:
        try:
            os.killpg(child.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        child.process.wait()


def _end_with_parent() -> None:
    """Linux: a child gets SIGTERM when this process is killed and cannot say so itself."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _say(text: str) -> None:
    print(f"stridewise: {text}", flush=True)


if __name__ == "__main__":
    main()
