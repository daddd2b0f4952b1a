# expect: ACCEPTED
import numpy as np


def conv2d(x, w):
    size = x.shape
    product = np.fft.rfft2(x) * np.conj(np.fft.rfft2(w, size))
    full = np.fft.irfft2(product, size)
    return full[: size[0] - w.shape[0] + 1, : size[1] - w.shape[1] + 1]
