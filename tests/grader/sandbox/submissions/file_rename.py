# expect: RUNTIME_ERROR
import os


def conv2d(x, w):
    os.rename("/etc/hostname", "/etc/hostname.old")
    return x
