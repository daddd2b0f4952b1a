# expect: SECURITY
import ctypes


def conv2d(x, w):
    return ctypes.CDLL(None).vfork()
