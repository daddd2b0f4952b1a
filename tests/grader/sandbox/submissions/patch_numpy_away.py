# expect: WRONG_ANSWER
import sys

sys.modules["numpy"] = None


def conv2d(x, w):
    return 0
