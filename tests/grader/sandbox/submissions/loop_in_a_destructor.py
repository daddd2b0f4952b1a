# expect: TIME_LIMIT
# limits: wall_seconds=0.1
class Sticky:
    def __del__(self):
        while True:
            pass


def conv2d(x, w):
    Sticky()
