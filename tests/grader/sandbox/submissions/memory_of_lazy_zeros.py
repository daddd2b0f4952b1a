# expect: MEMORY_LIMIT
import numpy as np


def conv2d(x, w):
    return np.zeros(1 << 40).sum()
