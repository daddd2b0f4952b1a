# expect: TIME_LIMIT
# limits: wall_seconds=0.1
import sys


class Endless:
    def write(self, text):
        return len(text)

    def flush(self):
        while True:
            pass


sys.stdout = Endless()


def conv2d(x, w):
    return x
