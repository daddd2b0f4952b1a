# expect: ACCEPTED
import numpy as np


def conv2d(x, w):
    shape = (x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1, *w.shape)
    windows = np.lib.stride_tricks.as_strided(x, shape, x.strides * 2)
    return np.tensordot(windows, w, axes=2)
