# expect: RUNTIME_ERROR, TIME_LIMIT
# limits: wall_seconds=0.15
import os

os.write = lambda descriptor, data: len(data)

import numpy as np


def conv2d(x, w):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return (windows * w).sum(axis=(2, 3))
