# expect: SECURITY
import os


def conv2d(x, w):
    os.write(3, b"ACCEPTED" * 8)
    return x
