# expect: WRONG_ANSWER, RUNTIME_ERROR, TIME_LIMIT
# limits: wall_seconds=0.1
import builtins

builtins.len = lambda thing: 0
builtins.isinstance = lambda thing, kind: True
builtins.all = builtins.any = lambda things: True


def conv2d(x, w):
    return 0
