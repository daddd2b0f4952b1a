# expect: SECURITY
import os
import sys

from grader.sandbox import frames


def conv2d(x, w):
    nonce = sys._getframe(1).f_locals["nonce"]
    os.write(3, frames.frame(frames.Kind.JOB, nonce, b"N"))
    return x
