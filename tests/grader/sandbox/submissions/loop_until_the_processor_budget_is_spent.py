# expect: TIME_LIMIT
# limits: cpu_seconds=1 wall_seconds=20
def conv2d(x, w):
    while True:
        pass
