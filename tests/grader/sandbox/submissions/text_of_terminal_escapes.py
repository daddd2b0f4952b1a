# expect: ACCEPTED
print("\x1b[2J\x1b]0;owned\x07\x1b[31mACCEPTED\x1b[0m \u202eDETPECCA\u202c \x00\x08")

import numpy as np


def conv2d(x, w):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return (windows * w).sum(axis=(2, 3))
