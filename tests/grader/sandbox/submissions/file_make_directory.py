# expect: RUNTIME_ERROR
import os


def conv2d(x, w):
    os.mkdir("/tmp/stridewise-escape")
    return x
