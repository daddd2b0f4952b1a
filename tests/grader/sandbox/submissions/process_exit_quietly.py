# expect: RUNTIME_ERROR
import os


def conv2d(x, w):
    os._exit(0)
