# expect: SECURITY
import os


def conv2d(x, w):
    os.system("id")
    return x
