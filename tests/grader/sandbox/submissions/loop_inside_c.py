# expect: TIME_LIMIT
# limits: wall_seconds=0.1
def conv2d(x, w):
    return sum(range(10**14))
