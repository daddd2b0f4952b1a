# expect: SECURITY
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


def conv2d(x, w):
    return syscall(312, 272, 1, 2, 0, 0, 0)
