# expect: RUNTIME_ERROR, SECURITY
from grader.sandbox import zygote


def conv2d(x, w):
    zygote._spawn(None, None, [], 1, 1)
    return x
