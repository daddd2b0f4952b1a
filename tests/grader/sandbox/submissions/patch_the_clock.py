# expect: TIME_LIMIT
# limits: wall_seconds=0.1
import time

time.monotonic = time.time = time.perf_counter = lambda: 0.0


def conv2d(x, w):
    while True:
        pass
