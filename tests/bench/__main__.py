"""`python -m tests.bench [engine] [road] [students] [history]`: all of them without a name."""

import signal
import sys

from tests.bench import engine, history, road, students

PARTS = {"engine": engine.measure, "road": road.measure, "students": students.measure, "history": history.measure}

if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that its servers end with it
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()
