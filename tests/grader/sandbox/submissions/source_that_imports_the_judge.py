# expect: RUNTIME_ERROR
from grader.sandbox.client import Zygote


def conv2d(x, w):
    return Zygote
