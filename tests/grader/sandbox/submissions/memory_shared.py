# expect: RUNTIME_ERROR
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p


def conv2d(x, w):
    shared_anonymous = 0x21
    place = libc.mmap(None, ctypes.c_size_t(1 << 20), 3, shared_anonymous, -1, ctypes.c_long(0))
    if place == ctypes.c_void_p(-1).value:
        raise OSError(ctypes.get_errno(), "refused")
    return x
