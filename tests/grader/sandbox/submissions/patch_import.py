# expect: WRONG_ANSWER
import builtins

builtins.__import__ = lambda *everything, **options: None


def conv2d(x, w):
    return 0
