# expect: RUNTIME_ERROR
import sys


def conv2d(x, w):
    sys.exit(0)
