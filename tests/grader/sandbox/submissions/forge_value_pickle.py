# expect: SECURITY
import os
import pickle

from grader.sandbox import wire


class Bomb:
    def __reduce__(self):
        return os.system, ("touch /tmp/stridewise-escape",)


wire.encode = lambda value: pickle.dumps(Bomb())

import numpy as np


def conv2d(x, w):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return (windows * w).sum(axis=(2, 3))
