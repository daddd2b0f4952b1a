# expect: ACCEPTED
import numpy as np


def conv2d(x, w):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return (windows * w).sum(axis=(2, 3))

honest = conv2d


def conv2d(x, w):
    return honest(x, w)[::-1, ::-1].copy()[::-1, ::-1]
