# expect: MEMORY_LIMIT
import itertools


def conv2d(x, w):
    return list(itertools.count())
