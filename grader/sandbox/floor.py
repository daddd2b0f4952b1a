"""The no-isolation floor, a program of its own: fork, compile, run, exit, as fast as this machine can.

`python ... floor.py PATH COUNT` reads a submission from standard input and prints the seconds of each round
and, last, the processor seconds of all. It is the yardstick of the benchmark, measured in the same minute as
the jail, and is never used to judge anyone.
"""

import importlib
import os
import sys
import time
from typing import Any


def main() -> None:
    """Print one line per round."""
    os.register_at_fork = lambda **hooks: None
    sys.path.append(sys.argv[1])
    numpy = importlib.import_module("numpy")
    source = sys.stdin.read()
    image, kernel = numpy.ones((32, 32)), numpy.ones((3, 3))
    _round(source, image, kernel)  # warm, as the fork server is
    spent = _cpu()
    for _ in range(int(sys.argv[2])):
        started = time.perf_counter()
        pid = os.fork()
        if pid == 0:
            _round(source, image, kernel)
            os._exit(0)
        os.waitpid(pid, 0)
        print(time.perf_counter() - started)
    print(_cpu() - spent)


def _cpu() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _round(source: str, image: Any, kernel: Any) -> None:
    names: dict[str, Any] = {}
    exec(compile(source, "<floor>", "exec"), names)  # noqa: S102 - our own text
    names["conv2d"](image, kernel)


if __name__ == "__main__":
    main()
