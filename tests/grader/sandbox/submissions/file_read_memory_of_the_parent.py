# expect: RUNTIME_ERROR
import os


def conv2d(x, w):
    return open(f"/proc/{os.getppid()}/mem", "rb").read(10)
