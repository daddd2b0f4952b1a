# expect: RUNTIME_ERROR, TIME_LIMIT, SECURITY
# limits: wall_seconds=1
import ctypes


def conv2d(x, w):
    ctypes.memset(id(int), 0x41, 400)
    return 1 + 1
