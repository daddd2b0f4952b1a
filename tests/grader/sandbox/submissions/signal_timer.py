# expect: RUNTIME_ERROR
import signal


def conv2d(x, w):
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    return x
