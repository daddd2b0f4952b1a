# expect: SECURITY
import os


def conv2d(x, w):
    os.execv("/bin/sh", ["sh"])
