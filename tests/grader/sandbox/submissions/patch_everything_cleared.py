# expect: RUNTIME_ERROR, WRONG_ANSWER
import gc
import sys


def conv2d(x, w):
    for thing in gc.get_objects():
        if type(thing) is dict and thing is not sys.modules:
            thing.clear()
    return 0
