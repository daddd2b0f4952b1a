# expect: WRONG_ANSWER
import numpy as np


def conv2d(x, w):
    return np.full((x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1), np.inf)
