# expect: RUNTIME_ERROR
import ctypes


def conv2d(x, w):
    here = ctypes.create_string_buffer(8)
    ctypes.memset(ctypes.addressof(here), 0x41, 1 << 34)
