# expect: SECURITY
import os
import struct


def conv2d(x, w):
    os.write(3, struct.pack("<2sBBIQ", b"NJ", 99, 0, 0, 0))
    return x
