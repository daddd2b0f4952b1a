# expect: SECURITY
import os


def conv2d(x, w):
    return os.posix_spawn("/bin/sh", ["sh"], {})
