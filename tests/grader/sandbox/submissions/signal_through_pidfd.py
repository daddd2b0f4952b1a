# expect: SECURITY
import os
import signal


def conv2d(x, w):
    signal.pidfd_send_signal(os.pidfd_open(os.getppid()), 9)
