# expect: RUNTIME_ERROR
import numpy as np


def conv2d(x, w):
    return np.zeros(3, dtype=[("a", "i4"), ("b", "f8")])
