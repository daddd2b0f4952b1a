"""`python -m tests.bench [engine] [road] [students] [history]`: all of them without a name."""

import importlib
import signal
import sys

PARTS = ("engine", "road", "students", "history")

if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that its servers end with it
    for name in sys.argv[1:] or PARTS:
        if name not in PARTS:
            sys.exit(f"there is no part {name!r}; choose from {', '.join(PARTS)}")
        importlib.import_module(f"tests.bench.{name}").measure()  # the engine's alone needs scipy
