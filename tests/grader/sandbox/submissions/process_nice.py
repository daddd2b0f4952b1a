# expect: RUNTIME_ERROR
import os


def conv2d(x, w):
    os.setpriority(os.PRIO_PROCESS, 0, -20)
    return x
