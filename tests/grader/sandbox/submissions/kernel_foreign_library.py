# expect: RUNTIME_ERROR
import ctypes


def conv2d(x, w):
    ctypes.CDLL("/usr/lib/x86_64-linux-gnu/libcrypto.so.3")
    return x
