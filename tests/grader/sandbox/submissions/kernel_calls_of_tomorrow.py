# expect: ACCEPTED
import ctypes
import os
import sys

libc = ctypes.CDLL(None, use_errno=True)


def syscall(x86_64, aarch64, *arguments):
    machine = sys.implementation._multiarch.partition("-")[0]
    number = {"x86_64": x86_64, "aarch64": aarch64}[machine]
    wide = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result = libc.syscall(ctypes.c_long(number), *wide)
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return result


for number in [*range(453, 600), 10_000, 2**29]:
    try:
        syscall(number, number, 0, 0, 0, 0, 0, 0)
    except OSError:
        continue
    raise SystemError(f"call {number} is answered")

import numpy as np


def conv2d(x, w):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return (windows * w).sum(axis=(2, 3))
