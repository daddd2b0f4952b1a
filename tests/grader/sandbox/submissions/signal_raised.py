# expect: RUNTIME_ERROR, ACCEPTED, WRONG_ANSWER
import signal


def conv2d(x, w):
    signal.raise_signal(signal.SIGTERM)
    return x
