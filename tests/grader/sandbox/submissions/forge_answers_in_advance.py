# expect: SECURITY
import os

from grader.sandbox import frames, wire

answer = frames.frame(frames.Kind.RESULT, 1, wire.encode((0.0, False)))
os.write(3, answer * 20)

import numpy as np


def conv2d(x, w):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return (windows * w).sum(axis=(2, 3))
