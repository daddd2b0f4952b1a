# expect: MEMORY_LIMIT, OUTPUT_LIMIT
import numpy as np


def conv2d(x, w):
    return np.broadcast_to(1.0, (100_000, 100_000))
