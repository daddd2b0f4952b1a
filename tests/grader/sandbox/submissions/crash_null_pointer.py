# expect: RUNTIME_ERROR
import ctypes


def conv2d(x, w):
    ctypes.string_at(0)
