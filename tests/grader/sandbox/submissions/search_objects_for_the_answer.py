# expect: WRONG_ANSWER
import gc

import numpy as np


def conv2d(x, w):
    shape = (x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1)
    for thing in gc.get_objects():
        for inner in gc.get_referents(thing):
            if isinstance(inner, np.ndarray) and inner.shape == shape:
                return inner
    return np.zeros(shape)
