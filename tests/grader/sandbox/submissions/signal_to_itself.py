# expect: SECURITY
import os
import signal


def conv2d(x, w):
    os.kill(os.getpid(), signal.SIGKILL)
