# expect: RUNTIME_ERROR
import sys

sys.excepthook = lambda *everything: None


def conv2d(x, w):
    raise RuntimeError("hooked")
