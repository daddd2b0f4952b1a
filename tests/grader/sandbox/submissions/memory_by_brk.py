# expect: MEMORY_LIMIT, RUNTIME_ERROR, WRONG_ANSWER
import ctypes


def conv2d(x, w):
    ctypes.CDLL(None).sbrk(ctypes.c_long(1 << 34))
    return bytearray(1 << 34)
