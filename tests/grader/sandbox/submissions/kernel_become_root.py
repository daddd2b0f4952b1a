# expect: SECURITY
import os


def conv2d(x, w):
    os.setuid(0)
    return x
