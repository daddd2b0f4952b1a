# expect: RUNTIME_ERROR
import os


def conv2d(x, w):
    os.symlink("/etc/passwd", "/tmp/stridewise-escape")
    return x
