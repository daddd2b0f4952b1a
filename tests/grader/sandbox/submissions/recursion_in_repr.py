# expect: RUNTIME_ERROR, MEMORY_LIMIT
import sys

sys.setrecursionlimit(10**8)


def conv2d(x, w):
    nest = []
    for _ in range(10**5):
        nest = [nest]
    return repr(nest)
