# expect: RUNTIME_ERROR, WRONG_ANSWER
import numpy as np


def conv2d(x, w):
    return np.zeros((1,) * 64)
