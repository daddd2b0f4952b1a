# expect: ACCEPTED, RUNTIME_ERROR
import sys

sys.modules.clear()

import numpy as np


def conv2d(x, w):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return (windows * w).sum(axis=(2, 3))
