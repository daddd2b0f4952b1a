# expect: ACCEPTED
import numpy as np

calls = 0


def conv2d(x, w):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return (windows * w).sum(axis=(2, 3))

honest = conv2d


def conv2d(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    global calls
    calls += 1
    print("call", calls, x.shape, w.shape, sep="\t")
    return honest(x, w)
