# expect: SECURITY
import os


def conv2d(x, w):
    os.killpg(0, 9)
