# expect: SECURITY
import os
import sys

from grader.sandbox import frames, wire

nonce = sys._getframe(1).f_locals["nonce"]
os.write(3, frames.frame(frames.Kind.RESULT, nonce, wire.encode((1, False))))

import numpy as np


def conv2d(x, w):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return (windows * w).sum(axis=(2, 3))
