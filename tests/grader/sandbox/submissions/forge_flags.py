# expect: SECURITY
import os
import struct


def conv2d(x, w):
    os.write(3, struct.pack("<2sBBIQ", b"NJ", 5, 1, 0, 0))
    return x
