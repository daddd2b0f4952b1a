# expect: TIME_LIMIT
# limits: wall_seconds=0.1
class Endless(Exception):
    def __str__(self):
        while True:
            pass


def conv2d(x, w):
    raise Endless
