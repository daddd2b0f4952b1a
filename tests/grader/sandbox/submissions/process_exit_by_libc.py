# expect: RUNTIME_ERROR
import ctypes


def conv2d(x, w):
    ctypes.CDLL(None)._exit(0)
