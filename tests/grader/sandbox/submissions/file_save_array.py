# expect: RUNTIME_ERROR
import numpy as np


def conv2d(x, w):
    np.save("/tmp/stridewise-escape.npy", x)
    return x
