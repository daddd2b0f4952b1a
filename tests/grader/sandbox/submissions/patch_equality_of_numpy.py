# expect: WRONG_ANSWER
import numpy as np

np.allclose = np.array_equal = np.isclose = lambda *everything, **options: True
np.testing = None


def conv2d(x, w):
    return x
