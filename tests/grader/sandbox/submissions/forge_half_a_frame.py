# expect: TIME_LIMIT
# limits: wall_seconds=0.1
import os
import time


def conv2d(x, w):
    os.write(3, b"NJ\x05\x00")
    time.sleep(3600)
