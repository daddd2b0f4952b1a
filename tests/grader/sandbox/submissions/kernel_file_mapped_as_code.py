# expect: RUNTIME_ERROR
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p


def conv2d(x, w):
    place = libc.mmap(None, ctypes.c_size_t(4096), 5, 0x02, 0, ctypes.c_long(0))
    if place == ctypes.c_void_p(-1).value:
        raise OSError(ctypes.get_errno(), "refused")
    return x
