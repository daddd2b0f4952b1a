# expect: RUNTIME_ERROR, TIME_LIMIT
# limits: wall_seconds=0.15
def conv2d(x, w):
    return str(1 << 400_000)
