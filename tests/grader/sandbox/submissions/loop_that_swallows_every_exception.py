# expect: TIME_LIMIT
# limits: wall_seconds=0.1
def conv2d(x, w):
    while True:
        try:
            raise KeyboardInterrupt
        except BaseException:
            pass
