# expect: RUNTIME_ERROR, MEMORY_LIMIT, TIME_LIMIT
# limits: wall_seconds=0.15
def conv2d(x, w):
    return eval("(" * 5000 + "1" + ")" * 5000)
