# expect: RUNTIME_ERROR
import os


def conv2d(x, w):
    os.chmod("/etc/hostname", 0o777)
    return x
