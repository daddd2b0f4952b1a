# expect: SECURITY
import os


def conv2d(x, w):
    return os.memfd_create("box")
