# expect: TIME_LIMIT, MEMORY_LIMIT
# limits: wall_seconds=0.15
def conv2d(x, w):
    return 9**9**9
