# expect: RUNTIME_ERROR
import os


def conv2d(x, w):
    os.unlink("/etc/hostname")
    return x
