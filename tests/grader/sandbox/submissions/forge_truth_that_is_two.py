# expect: SECURITY
import numpy as np


def conv2d(x, w):
    return np.full((2, 2), 2, dtype=np.uint8).view(np.bool_)
