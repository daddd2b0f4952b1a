# expect: RUNTIME_ERROR
import os


def conv2d(x, w):
    os.ftruncate(1, 1 << 40)
    return x
