# expect: RUNTIME_ERROR
import os


def conv2d(x, w):
    return os.stat("/root").st_size
