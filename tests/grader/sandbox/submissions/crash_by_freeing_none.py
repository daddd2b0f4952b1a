# expect: RUNTIME_ERROR, WRONG_ANSWER, TIME_LIMIT
# limits: wall_seconds=1
import ctypes


def conv2d(x, w):
    ctypes.c_long.from_address(id(None)).value = 1
    things = [None]
    del things
    return None
