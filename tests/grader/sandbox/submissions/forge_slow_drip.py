# expect: TIME_LIMIT
# limits: wall_seconds=0.15
import os
import struct
import time


def conv2d(x, w):
    os.write(3, struct.pack("<2sBBIQ", b"NJ", 5, 0, 10_000, 0))
    while True:
        os.write(3, b"x")
        time.sleep(0.01)
