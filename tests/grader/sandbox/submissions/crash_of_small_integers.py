# expect: RUNTIME_ERROR, WRONG_ANSWER, TIME_LIMIT, SECURITY, ACCEPTED
# limits: wall_seconds=1
import ctypes


def conv2d(x, w):
    ctypes.memmove(id(1) + 24, b"\x02\x00\x00\x00", 4)
    return x
