# expect: RUNTIME_ERROR, WRONG_ANSWER
import sys

judge = [name for name in sys.modules if "judg" in name or "client" in name or "jail" in name]


def conv2d(x, w):
    return judge
