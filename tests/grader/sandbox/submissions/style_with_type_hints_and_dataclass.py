# expect: ACCEPTED
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    rows: int
    columns: int



import numpy as np


def conv2d(x, w):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return (windows * w).sum(axis=(2, 3))
