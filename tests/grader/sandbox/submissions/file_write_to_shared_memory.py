# expect: RUNTIME_ERROR
import os


def conv2d(x, w):
    return os.open("/dev/shm/stridewise-escape", os.O_CREAT | os.O_RDWR)
