# expect: SECURITY, WRONG_ANSWER
import os
import sys

from grader.sandbox import frames, wire


def conv2d(x, w):
    nonce = sys._getframe(1).f_locals["nonce"]
    answer = frames.frame(frames.Kind.RESULT, nonce, wire.encode((0.0, False)))
    os.write(3, answer * 2)
    return x
