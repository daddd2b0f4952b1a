# expect: SECURITY
import struct

from grader.sandbox import wire

wire.encode = lambda value: b"a\x0a\x02" + struct.pack("<2Q", 2**63, 2) + bytes(64)

import numpy as np


def conv2d(x, w):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return (windows * w).sum(axis=(2, 3))
