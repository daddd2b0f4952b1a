# expect: RUNTIME_ERROR
import os


def conv2d(x, w):
    os.dup2(3, 100)
    return x
