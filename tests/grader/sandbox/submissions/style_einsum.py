# expect: ACCEPTED
import numpy as np


def conv2d(x, w):
    return np.einsum("ijkl,kl->ij", np.lib.stride_tricks.sliding_window_view(x, w.shape), w)
