# expect: RUNTIME_ERROR
import os
import stat


def conv2d(x, w):
    os.mknod("/tmp/stridewise-escape", stat.S_IFBLK | 0o600, os.makedev(8, 0))
    return x
