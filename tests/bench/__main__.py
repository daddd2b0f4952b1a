"""`python -m tests.bench [road] [students] [history]`: all of them without a name."""

import sys

from tests.bench import history, road, students

PARTS = {"road": road.measure, "students": students.measure, "history": history.measure}

if __name__ == "__main__":
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()
