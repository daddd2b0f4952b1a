# expect: WRONG_ANSWER
import sys


def conv2d(x, w):
    frame = sys._getframe()
    while frame:
        for name, value in {**frame.f_locals, **frame.f_globals}.items():
            if "expected" in name or "answer_key" in name:
                return value
        frame = frame.f_back
    return None
