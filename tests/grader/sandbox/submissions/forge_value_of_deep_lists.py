# expect: SECURITY
from grader.sandbox import wire

wire.encode = lambda value: b"l\x01\x00\x00\x00" * 100_000

import numpy as np


def conv2d(x, w):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return (windows * w).sum(axis=(2, 3))
