# expect: SECURITY
import time


def conv2d(x, w):
    time.clock_settime(time.CLOCK_REALTIME, 0)
    return x
