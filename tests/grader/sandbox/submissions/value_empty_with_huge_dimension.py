# expect: WRONG_ANSWER
import numpy as np


def conv2d(x, w):
    return np.empty((0, 1 << 55))
