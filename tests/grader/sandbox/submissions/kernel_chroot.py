# expect: SECURITY
import os


def conv2d(x, w):
    os.chroot("/")
    return x
