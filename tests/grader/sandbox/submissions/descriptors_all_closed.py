# expect: RUNTIME_ERROR, TIME_LIMIT
# limits: wall_seconds=1
import os


def conv2d(x, w):
    os.closerange(0, 1000)
    return x
