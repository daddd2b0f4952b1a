# expect: SECURITY
import os
import struct

os.write(3, struct.pack("<2sBBIQ", b"NJ", 1, 0, 0, 0))

import numpy as np


def conv2d(x, w):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return (windows * w).sum(axis=(2, 3))
