# expect: TIME_LIMIT
# limits: wall_seconds=0.1
import sys


def trace(frame, event, argument):
    while True:
        pass


sys.settrace(trace)


def conv2d(x, w):
    return x
