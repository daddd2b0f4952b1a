"""Canaries: tiny submissions that must go wrong in known ways before a jail may see a student's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from grader.sandbox.limits import MEGABYTE, Limits
from grader.sandbox.verdict import Call, Outcome, Report

_LIMITS = Limits(wall_seconds=10.0, memory_bytes=64 * MEGABYTE)
_BRIEF = Limits(wall_seconds=0.05, memory_bytes=64 * MEGABYTE)
_OPEN_DESCRIPTORS = """
import errno, os
def f():
    found = []
    for descriptor in range(64):
        try:
            os.lseek(descriptor, 0, os.SEEK_CUR)
        except OSError as error:
            if error.errno == errno.EBADF:
                continue
        found.append(descriptor)
    return found
"""
_CODE_PAGE = """
import ctypes
def f():
    map_pages = ctypes.CDLL(None).mmap
    map_pages.restype = ctypes.c_long
    return map_pages(None, ctypes.c_size_t(4096), 7, 0x22, -1, ctypes.c_long(0))
"""


@dataclass(frozen=True, slots=True)
class Canary:
    """A submission (its function is `f`), what must become of it, and the value where it is answered."""

    name: str
    source: str
    outcome: Outcome
    value: object = None
    limits: Limits = _LIMITS


CANARIES = (
    Canary("a good answer", "def f():\n    return [1, 2.5]\n", Outcome.ANSWERED, [1, 2.5]),
    Canary("no file", "def f():\n    open('/etc/passwd')\n", Outcome.RUNTIME_ERROR),
    Canary("no new file", "import os\ndef f():\n    os.open('x', os.O_CREAT)\n", Outcome.RUNTIME_ERROR),
    Canary("no socket", "import socket\ndef f():\n    socket.socket()\n", Outcome.SECURITY),
    Canary("no process", "import os\ndef f():\n    os.fork()\n", Outcome.SECURITY),
    Canary("no program", "import os\ndef f():\n    os.execv('/bin/sh', ['sh'])\n", Outcome.SECURITY),
    Canary("no thread", "import _thread\ndef f():\n    _thread.start_new_thread(f, ())\n", Outcome.RUNTIME_ERROR),
    Canary("no signal", "import os\ndef f():\n    os.kill(os.getppid(), 9)\n", Outcome.SECURITY),
    Canary("no code page", _CODE_PAGE, Outcome.ANSWERED, -1),
    Canary("four descriptors", _OPEN_DESCRIPTORS, Outcome.ANSWERED, [0, 1, 2, 3]),
    Canary("no environment", "import os\ndef f():\n    return len(os.environ)\n", Outcome.ANSWERED, 0),
    Canary("no root", "import os\ndef f():\n    return os.getuid() == 0\n", Outcome.ANSWERED, False),
    Canary("no forged frame", "import os\ndef f():\n    os.write(3, b'NJ' + bytes(14))\n", Outcome.SECURITY),
    Canary("no more memory", "def f():\n    bytearray(1 << 27)\n", Outcome.MEMORY_LIMIT),
    Canary("no more time", "def f():\n    while True: pass\n", Outcome.TIME_LIMIT, limits=_BRIEF),
    Canary("no more text", "def f():\n    while True: print('x' * 999)\n", Outcome.OUTPUT_LIMIT),
    Canary("no later visitor", "def f():\n    return 1\n", Outcome.ANSWERED, 1),
)


def failures(run: Callable[[str, str, list[Call], Limits], Report]) -> Iterator[str]:
    """Run every canary and yield, in words, each that did not end as it must."""
    for canary in CANARIES:
        report = run(canary.source, "f", [Call()], canary.limits)
        if report.outcome is not canary.outcome:
            yield f"{canary.name}: {report.outcome} instead of {canary.outcome} ({report.words})"
        elif canary.outcome is Outcome.ANSWERED and report.values != (canary.value,):
            yield f"{canary.name}: {report.values[0]!r} instead of {canary.value!r}"
