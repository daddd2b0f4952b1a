# expect: RUNTIME_ERROR
import os


def conv2d(x, w):
    os.fchmod(1, 0o777)
    return x
