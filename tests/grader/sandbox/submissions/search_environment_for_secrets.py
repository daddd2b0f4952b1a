# expect: WRONG_ANSWER
import os


def conv2d(x, w):
    assert not os.environ and not os.environb
    return 0
