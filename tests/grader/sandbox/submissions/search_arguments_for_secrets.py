# expect: WRONG_ANSWER
import sys


def conv2d(x, w):
    assert sys.argv == [""] and sys.path == []
    return 0
