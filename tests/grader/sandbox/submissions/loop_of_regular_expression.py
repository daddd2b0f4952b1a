# expect: TIME_LIMIT
# limits: wall_seconds=0.1
import re


def conv2d(x, w):
    return re.match(r"(a+)+$", "a" * 64 + "b")
