# expect: SECURITY
import os


def conv2d(x, w):
    return os.sendfile(1, 0, 0, 100)
