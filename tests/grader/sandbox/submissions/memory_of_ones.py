# expect: MEMORY_LIMIT
import numpy as np


def conv2d(x, w):
    return np.ones(10**9)
