# expect: RUNTIME_ERROR
import os


def conv2d(x, w):
    os.waitpid(-1, 0)
    return x
