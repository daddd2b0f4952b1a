# expect: WRONG_ANSWER, RUNTIME_ERROR
import ctypes


def conv2d(x, w):
    ctypes.memset(x.ctypes.data, 0, x.nbytes)
    return x
