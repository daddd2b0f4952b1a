# expect: OUTPUT_LIMIT
import os
import struct


def conv2d(x, w):
    os.write(3, struct.pack("<2sBBIQ", b"NJ", 5, 0, 2**32 - 1, 0))
    return x
