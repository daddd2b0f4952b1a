# expect: OUTPUT_LIMIT
# limits: result_bytes=1000000
import numpy as np


def conv2d(x, w):
    return np.zeros(1 << 20)
