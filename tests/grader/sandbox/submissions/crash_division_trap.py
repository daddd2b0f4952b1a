# expect: RUNTIME_ERROR, WRONG_ANSWER
import numpy as np


def conv2d(x, w):
    return np.array([np.iinfo(np.int64).min]) // np.array([-1])
