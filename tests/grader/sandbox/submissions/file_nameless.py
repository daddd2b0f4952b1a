# expect: RUNTIME_ERROR
import os


def conv2d(x, w):
    return os.open("/tmp", os.O_TMPFILE | os.O_RDWR)
