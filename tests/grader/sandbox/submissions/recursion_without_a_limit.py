# expect: RUNTIME_ERROR, MEMORY_LIMIT
import sys

sys.setrecursionlimit(2**31 - 1)


class Deep:
    def __getattr__(self, name):
        return getattr(self, name + "x")


def conv2d(x, w):
    return Deep().down
